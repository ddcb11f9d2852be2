#ifndef FLAMEUP_TESTS_TRANSPORTS_SERVER_PROCESS_HPP
#define FLAMEUP_TESTS_TRANSPORTS_SERVER_PROCESS_HPP

// Runs `people_server` as a process while this object exists.

#include <csignal>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace transports_test {

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

} // namespace transports_test

#endif
