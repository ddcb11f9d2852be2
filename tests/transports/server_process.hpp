#ifndef FLAMEUP_TESTS_TRANSPORTS_SERVER_PROCESS_HPP
#define FLAMEUP_TESTS_TRANSPORTS_SERVER_PROCESS_HPP

// Runs `people_server` as a process while this object exists.

#include <csignal>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#if defined(_WIN32)
#include <winsock2.h> // which stands before windows.h

#include <windows.h>
#else
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace transports_test {

#if defined(_WIN32)

class ServerProcess {
  public:
    /// Starts the program that the environment names in FLAMEUP_PEOPLE_SERVER.
    explicit ServerProcess(const std::vector<std::string>& options) {
        const char* const program = std::getenv("FLAMEUP_PEOPLE_SERVER");
        SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
        HANDLE output = nullptr, input = nullptr;
        if (program == nullptr || CreatePipe(&output, &input, &inherited, 0) == FALSE) return;
        SetHandleInformation(output, HANDLE_FLAG_INHERIT, 0);
        std::string line = "\"" + std::string(program) + "\"";
        for (const std::string& option : options) line += " \"" + option + "\"";
        STARTUPINFOA start{};
        start.cb = sizeof start;
        start.dwFlags = STARTF_USESTDHANDLES;
        start.hStdInput = INVALID_HANDLE_VALUE;
        start.hStdOutput = input;
        start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
        PROCESS_INFORMATION made{};
        if (CreateProcessA(nullptr, line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr,
                           &start, &made) != FALSE) {
            process_ = made.hProcess;
            CloseHandle(made.hThread);
        }
        CloseHandle(input);
        DWORD size = 0;
        for (char c; ReadFile(output, &c, 1, &size, nullptr) != FALSE && size == 1 && c != '\n';) {
            if (c != '\r') base_url_ += c;
        }
        CloseHandle(output);
    }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess() { stop(); }

    /// Returns the server's first line of output; empty if it does not run.
    const std::string& base_url() const { return base_url_; }

    /// Ends the server; returns 0, or -1 if it had ended before.
    int stop() {
        const HANDLE process = std::exchange(process_, nullptr);
        if (process == nullptr) return -1;
        const bool is_running = WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
        TerminateProcess(process, 0);
        WaitForSingleObject(process, INFINITE);
        CloseHandle(process);
        return is_running ? 0 : -1;
    }

  private:
    HANDLE process_ = nullptr;
    std::string base_url_;
};

#else

class ServerProcess {
  public:
    /// Starts the program that the environment names in FLAMEUP_PEOPLE_SERVER.
    explicit ServerProcess(std::vector<std::string> options) {
        const char* const program = std::getenv("FLAMEUP_PEOPLE_SERVER");
        int output[2];
        if (program == nullptr || pipe(output) != 0) return;
        options.insert(options.begin(), program);
        std::vector<char*> arguments;
        for (std::string& option : options) arguments.push_back(option.data());
        arguments.push_back(nullptr);
        process_ = fork();
        if (process_ == 0) {
            dup2(output[1], STDOUT_FILENO);
            close(output[0]);
            close(output[1]);
            execv(program, arguments.data());
            _exit(127);
        }
        close(output[1]);
        for (char c; read(output[0], &c, 1) == 1 && c != '\n';) base_url_ += c;
        close(output[0]);
    }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess() { stop(); }

    /// Returns the server's first line of output; empty if it does not run.
    const std::string& base_url() const { return base_url_; }

    /// Asks the server to end; returns its exit code, or -1.
    int stop() {
        const pid_t process = std::exchange(process_, -1);
        int status = 0;
        if (process <= 0 || kill(process, SIGTERM) != 0) return -1;
        return waitpid(process, &status, 0) == process && WIFEXITED(status) ? WEXITSTATUS(status)
                                                                            : -1;
    }

  private:
    pid_t process_ = -1;
    std::string base_url_;
};

#endif

} // namespace transports_test

#endif
