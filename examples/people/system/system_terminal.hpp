#ifndef FLAMEUP_EXAMPLES_PEOPLE_SYSTEM_SYSTEM_TERMINAL_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_SYSTEM_SYSTEM_TERMINAL_HPP

// What differs between terminals of POSIX and Windows (mingw-w64).

#if defined(_WIN32)
#include <winsock2.h> // which stands before windows.h

#include <io.h>
#include <windows.h>
#else
#include <sys/ioctl.h>
#include <termios.h>
#endif

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

namespace people_tool {

#if defined(_WIN32)

inline HANDLE handle_of(int number) {
    return number < 0 ? INVALID_HANDLE_VALUE : reinterpret_cast<HANDLE>(::_get_osfhandle(number));
}

/// Returns the width of a terminal that knows the control sequences, or 0.
inline int terminal_columns(int number) {
    const HANDLE handle = handle_of(number);
    CONSOLE_SCREEN_BUFFER_INFO found{};
    DWORD mode = 0;
    const bool is_terminal = ::GetConsoleMode(handle, &mode) != FALSE &&
                             ::SetConsoleMode(handle, mode | 4) != FALSE && // virtual terminal
                             ::GetConsoleScreenBufferInfo(handle, &found) != FALSE;
    return is_terminal ? (std::max)(found.srWindow.Right - found.srWindow.Left + 1, 1) : 0;
}
inline bool is_terminal(int number) { return ::_isatty(number) != 0; }

using TerminalMode = DWORD;
inline bool get_mode(int number, TerminalMode& mode) {
    return ::GetConsoleMode(handle_of(number), &mode) != FALSE;
}
inline void set_mode(int number, const TerminalMode& mode) {
    ::SetConsoleMode(handle_of(number), mode);
}
inline TerminalMode without_echo(TerminalMode mode) { return mode & ~DWORD{ENABLE_ECHO_INPUT}; }
inline constexpr int ending_signals[] = {SIGINT, SIGBREAK, SIGTERM};

#else

/// Returns the width of a terminal, or 0.
inline int terminal_columns(int number) {
    winsize size{};
    return ::ioctl(number, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
inline bool is_terminal(int number) { return ::isatty(number) == 1; }

using TerminalMode = termios;
inline bool get_mode(int number, TerminalMode& mode) { return ::tcgetattr(number, &mode) == 0; }
inline void set_mode(int number, const TerminalMode& mode) { ::tcsetattr(number, TCSANOW, &mode); }
inline TerminalMode without_echo(TerminalMode mode) {
    mode.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    return mode;
}
inline constexpr int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

#endif

/// While it exists, a terminal does not show what is typed. A signal that ends the program gives
/// the terminal back first.
class HiddenInput {
  public:
    explicit HiddenInput(int number) {
        number_ = number;
        is_hidden_ = get_mode(number, mode_);
        if (!is_hidden_) return;
        for (const int signal : ending_signals) ::signal(signal, &HiddenInput::end);
        set_mode(number, without_echo(mode_));
    }
    HiddenInput(const HiddenInput&) = delete;
    HiddenInput& operator=(const HiddenInput&) = delete;
    ~HiddenInput() {
        if (!is_hidden_) return;
        set_mode(number_, mode_);
        for (const int signal : ending_signals) ::signal(signal, SIG_DFL);
    }

  private:
    static void end(int signal) {
        set_mode(number_, mode_);
        ::signal(signal, SIG_DFL);
        ::raise(signal);
    }

    bool is_hidden_ = false;
    static inline int number_ = 0;
    static inline TerminalMode mode_{}; // as it was; set before there is a handler
};

} // namespace people_tool

#endif
