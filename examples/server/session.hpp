#ifndef FLAMEUP_EXAMPLES_SERVER_SESSION_HPP
#define FLAMEUP_EXAMPLES_SERVER_SESSION_HPP

// One connection: reads a request and answers it before it reads the next.

#include "chaos.hpp"
#include "site.hpp"
#include "streams.hpp"
#include "wire.hpp"

#include <flameup/http/http.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace people_server {

/// A connection over a Beast stream; it exists while an operation on it is pending.
template <class Stream>
class Session final : public Connection, public std::enable_shared_from_this<Session<Stream>> {
  public:
    Session(Stream stream, Site& site)
        : Connection(site), stream_(std::move(stream)), timer_(stream_.get_executor()) {}

    void start() {
        set_deadline(site_.idle_timeout);
        open_stream(stream_, [self = this->shared_from_this()](error_code error) {
            if (error) return;
            self->is_served_ ? self->read_head() : self->refuse_connection();
        });
    }

    void stop() override {
        if (!parser_ || !parser_->got_some()) tcp_stream().close();
    }

    void reset() override {
        error_code ignored;
        tcp_stream().socket().set_option(asio::socket_base::linger(true, 0), ignored);
        tcp_stream().close();
    }

  private:
    static constexpr std::size_t max_head = 64 * 1024;
    static constexpr std::chrono::seconds linger_time{2};

    beast::tcp_stream& tcp_stream() { return beast::get_lowest_layer(stream_); }

    /// Sets the time at which the connection is closed if the next operation is not done.
    void set_deadline(std::chrono::seconds time) { tcp_stream().expires_after(time); }

    // ---- Reading

    void read_head() {
        parser_.emplace();
        parser_->header_limit(max_head);
        parser_->body_limit(site_.max_body);
        set_deadline(site_.idle_timeout);
        pass_over_empty_lines();
    }

    // RFC 9112 section 2.2: some clients send them behind a request.
    void pass_over_empty_lines() {
        const std::string_view crlf = "\r\n";
        for (;;) {
            const auto bytes = buffer_.data();
            const std::string_view text(static_cast<const char*>(bytes.data()),
                                        (std::min)(bytes.size(), crlf.size()));
            if (text == crlf) {
                buffer_.consume(crlf.size());
            } else if (text == crlf.substr(0, text.size())) {
                break; // there may be one
            } else {
                return parse_head();
            }
        }
        stream_.async_read_some(buffer_.prepare(4096), [self = this->shared_from_this()](
                                                           error_code error, std::size_t size) {
            self->buffer_.commit(size);
            if (!error) return self->pass_over_empty_lines();
            if (error == asio::error::eof) self->finish();
        });
    }

    void parse_head() {
        http::async_read_header(stream_, buffer_, *parser_,
                                [self = this->shared_from_this()](error_code error, std::size_t) {
                                    error ? self->on_unreadable(error) : self->on_head();
                                });
    }

    void on_head() {
        const RequestHead& head = parser_->get();
        if (const auto refusal = refuse(head)) return send(write(*refusal, false), false);
        // Before the body is read, which adds trailers to the headers.
        request_ = to_request(head, site_.scheme, site_.host);
        if (!parser_->is_done() && awaits_continue(head)) return send_continue();
        read_body();
    }

    void send_continue() {
        asio::async_write(stream_, asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25),
                          [self = this->shared_from_this()](error_code error, std::size_t) {
                              if (!error) self->read_body();
                          });
    }

    void read_body() {
        http::async_read(stream_, buffer_, *parser_,
                         [self = this->shared_from_this()](error_code error, std::size_t) {
                             error ? self->on_unreadable(error) : self->on_request();
                         });
    }

    void on_unreadable(error_code error) {
        if (error == http::error::end_of_stream) return finish();
        const bool is_http =
            error.category() == make_error_code(http::error::bad_method).category();
        if (is_http) send(write(refuse(error), false), false);
    }

    // ---- Answering

    void refuse_connection() {
        auto response =
            flameup::testing::error_response(503, "The server has too many connections");
        response.headers.add("Retry-After", "1");
        send(write(response, false), false);
    }

    void on_request() {
        const Draw fate = site_.chaos ? draw(*site_.chaos) : Draw();
        switch (fate.fault) {
        case Fault::outage: return site_.outage(fate.duration);
        case Fault::reset_before: return reset();
        case Fault::close_before: return finish();
        case Fault::slow: return answer_later(fate.duration);
        default: answer(fate.fault);
        }
    }

    void answer_later(std::chrono::milliseconds delay) {
        timer_.expires_after(delay);
        timer_.async_wait(
            [self = this->shared_from_this()](error_code) { self->answer(Fault::slow); });
    }

    void answer(Fault fault) {
        const flameup::HttpResponse response = perform(fault);
        if (fault == Fault::reset_after) return reset();
        if (fault == Fault::close_after) return finish();
        const bool keep_alive =
            parser_->keep_alive() && !site_.stopping && fault != Fault::truncated;
        std::string text = write(response, keep_alive, parser_->get().method() == http::verb::head);
        if (fault == Fault::truncated) truncate_response(text);
        send(std::move(text), keep_alive);
    }

    flameup::HttpResponse perform(Fault fault) {
        const bool is_question = parser_->get().method() == http::verb::options;
        if (is_question && !site_.headers.empty()) return answer_preflight();
        if (!request_) {
            return flameup::testing::error_response(501, "The API does not use this method");
        }
        request_->body = std::move(parser_->get().body());
        return site_.perform(*request_, fault);
    }

    // ---- Writing

    std::string write(const flameup::HttpResponse& response, bool keep_alive,
                      bool to_head = false) const {
        return write_response(response, site_.headers, keep_alive, to_head);
    }

    void send(std::string text, bool keep_alive) {
        text_ = std::move(text);
        set_deadline(site_.idle_timeout);
        asio::async_write(
            stream_, asio::buffer(text_),
            [self = this->shared_from_this(), keep_alive](error_code error, std::size_t) {
                if (error) return;
                keep_alive ? self->read_head() : self->finish();
            });
    }

    /// Closes the connection such that the client can read all that was written.
    ///
    /// Closing at once would reset the connection of a client that is still sending.
    void finish() {
        set_deadline(linger_time);
        finish_stream(stream_, [self = this->shared_from_this()] {
            error_code ignored;
            self->tcp_stream().socket().shutdown(tcp::socket::shutdown_send, ignored);
            self->drain();
        });
    }

    void drain() {
        buffer_.clear();
        tcp_stream().async_read_some(buffer_.prepare(4096), [self = this->shared_from_this()](
                                                                error_code error, std::size_t) {
            if (!error) self->drain();
        });
    }

    Stream stream_;
    asio::steady_timer timer_;
    beast::flat_buffer buffer_{2 * max_head};
    std::optional<http::request_parser<http::string_body>> parser_;
    std::optional<flameup::HttpRequest> request_;
    std::string text_; // of the response
};

/// Starts serving a connection.
template <class Stream> void serve(Stream stream, Site& site) {
    std::make_shared<Session<Stream>>(std::move(stream), site)->start();
}

} // namespace people_server

#endif
