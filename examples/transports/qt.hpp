#ifndef TRANSPORTS_QT_HPP
#define TRANSPORTS_QT_HPP

// Requests over Qt's QNetworkAccessManager (Qt 6), on the event loop of its thread.
//
// Copy this file into your project. Compile and link with `pkg-config --cflags --libs Qt6Network`
// and -fPIC.
//
// Limits of Qt that this adapter cannot remove: headers of one name are joined by commas, in the
// request and in the response, there from last to first; empty ones of the response are dropped.
// `User-Agent`, `Accept-Encoding: identity`, `Accept-Language`, `Connection` and `Content-Length:
// 0` are added to requests without them. Percent-encoded letters and digits of the URL are decoded.
// No interim response is read but `100 Continue`. The size of a response's head is not bounded, and
// a chunk without a size, and a reset within a body without a length, count as the end. What a
// server sends unasked counts as its next response.

#include <QByteArray>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QString>
#include <QTimer>
#include <QUrl>

#include "flameup/client/executor.hpp"
#include "flameup/http/url.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace transports {

struct QtOptions {
    std::chrono::milliseconds timeout{30'000}; ///< For a whole call that has no limit of its own.
    std::size_t max_body = 16 * 1024 * 1024;   ///< Bytes of a response's body.
    std::string ca_file; ///< Certificates to trust (PEM); empty for the system's.
};

/// Has many requests in flight and completes them on the event loop; pass it by `std::ref`.
///
/// The thread that makes it starts and cancels requests, and destroys it. Completions may do the
/// same, except destroy it. Codes: `refused`, `resolve_failed`, `tls_failed`, `timed_out`, `cut`,
/// `too_large`, `invalid_response`, `transport_failed`, `invalid_header`, `invalid_request`.
class QtNetwork {
  public:
    explicit QtNetwork(QtOptions options = {}) : options_(std::move(options)) {
        tls_.setProtocol(QSsl::TlsV1_2OrLater);
        tls_.setPeerVerifyMode(QSslSocket::VerifyPeer);
        if (!options_.ca_file.empty()) {
            tls_.setCaCertificates(
                QSslCertificate::fromPath(QString::fromStdString(options_.ca_file)));
        }
    }
    QtNetwork(const QtNetwork&) = delete;
    QtNetwork& operator=(const QtNetwork&) = delete;

    /// Drops what is in flight, which completes here as `cancelled`.
    ~QtNetwork() {
        while (!flights_.empty()) take(flights_.begin()->first);
    }

    /// Starts a request; returns what stops it.
    std::function<void()> operator()(flameup::HttpRequest request, flameup::Completion completion) {
        QNetworkRequest sent;
        if (const char* const code = prepare(request, sent)) {
            completion(fail(code, "the request cannot be sent"));
            return {};
        }
        const std::string_view method = to_string(request.method);
        const std::chrono::milliseconds longest(
            request.timeout_ms.value_or(options_.timeout.count()));
        const QByteArray verb(method.data(), static_cast<qsizetype>(method.size()));
        auto content = std::make_unique<Content>(std::move(request.body));
        content->open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        if (!manager_)
            manager_ = {new QNetworkAccessManager(&owner_), [](auto* old) { old->deleteLater(); }};
        const auto flight = std::make_shared<Flight>(std::move(completion), manager_);
        QNetworkReply* const reply = manager_->sendCustomRequest(sent, verb, content.get());
        content.release()->setParent(reply); // which reads it to its own end
        flights_.emplace(reply, flight);
        QObject::connect(reply, &QNetworkReply::readyRead, [this, reply] { read(reply); });
        QObject::connect(reply, &QNetworkReply::finished, [this, reply] { finish(reply); });
        QTimer::singleShot(longest, reply, [this, reply] {
            end(reply, fail("timed_out", "the server took too long"));
        });
        return [this, reply, started = std::weak_ptr<Flight>(flight)] {
            if (!started.expired()) take(reply);
        };
    }

    /// Returns how many requests are in flight.
    std::size_t pending() const noexcept { return flights_.size(); }

  private:
    /// A body that Qt cannot begin again, so that it sends no request twice.
    class Content : public QIODevice {
      public:
        explicit Content(std::string text) : text_(std::move(text)) {}
        qint64 size() const override { return static_cast<qint64>(text_.size()); }
        bool reset() override { return false; }

      protected:
        qint64 readData(char* bytes, qint64 room) override {
            const auto at = static_cast<std::size_t>(pos());
            if (at == text_.size()) return -1;
            return static_cast<qint64>(text_.copy(bytes, static_cast<std::size_t>(room), at));
        }
        qint64 writeData(const char*, qint64) override { return -1; }

      private:
        std::string text_;
    };

    struct Flight {
        Flight(flameup::Completion done, std::shared_ptr<QNetworkAccessManager> by)
            : completion(std::move(done)), manager(std::move(by)) {}

        flameup::Completion completion;
        std::shared_ptr<QNetworkAccessManager> manager;
        std::string body; // of the response
    };

    static flameup::Error fail(const char* code, std::string message) {
        return flameup::make_error(flameup::ErrorKind::transport, code, std::move(message));
    }

    /// Sets a request up, or returns the code of why it cannot be sent.
    const char* prepare(const flameup::HttpRequest& request, QNetworkRequest& sent) const {
        constexpr std::string_view never("\r\n\0: \t", 6); // in a name; the first three in a value
        flameup::UrlParts url;
        if (flameup::split_url(request.url, url) != nullptr) return "invalid_request";
        sent.setUrl(QUrl::fromEncoded(QByteArray::fromStdString(request.url), QUrl::StrictMode));
        if (!sent.url().isValid()) return "invalid_request";
        sent.setRawHeader("Accept-Encoding", "identity"); // else Qt decompresses what comes
        for (const auto& [name, value] : request.headers) {
            if (name.empty() || name.find_first_of(never) != name.npos ||
                value.find_first_of(never.substr(0, 3)) != value.npos)
                return "invalid_header";
            const QByteArray key = QByteArray::fromStdString(name);
            QByteArray text = QByteArray::fromStdString(value);
            const bool is_ours = flameup::equal_ignoring_case(name, "Accept-Encoding");
            if (!is_ours && sent.hasRawHeader(key)) text = sent.rawHeader(key) + ", " + text;
            sent.setRawHeader(key, text);
        }
        sent.setHeader(QNetworkRequest::ContentLengthHeader,
                       static_cast<qulonglong>(request.body.size()));
        sent.setSslConfiguration(tls_);
        sent.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        sent.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                          QNetworkRequest::ManualRedirectPolicy);
        sent.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        sent.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                          QNetworkRequest::AlwaysNetwork);
        for (const auto attribute : {QNetworkRequest::CookieLoadControlAttribute,
                                     QNetworkRequest::CookieSaveControlAttribute,
                                     QNetworkRequest::AuthenticationReuseAttribute}) {
            sent.setAttribute(attribute, QNetworkRequest::Manual);
        }
        return nullptr;
    }

    /// Forgets a request and stops it.
    std::shared_ptr<Flight> take(QNetworkReply* reply) {
        const auto found = flights_.find(reply);
        if (found == flights_.end()) return nullptr;
        std::shared_ptr<Flight> flight = std::move(found->second);
        flights_.erase(found);
        reply->disconnect();
        if (!reply->isFinished()) manager_.reset(); // the connection is about to end
        reply->abort();
        reply->deleteLater();
        return flight;
    }

    void end(QNetworkReply* reply, flameup::Result<flameup::HttpResponse> result) {
        if (const auto flight = take(reply)) flight->completion(std::move(result));
    }

    /// Takes what came of the body; false if it is too large, which ends the request.
    bool read(QNetworkReply* reply) {
        const auto found = flights_.find(reply);
        if (found == flights_.end()) return false;
        std::string& body = found->second->body;
        const QByteArray bytes = reply->readAll();
        if (static_cast<std::size_t>(bytes.size()) > options_.max_body - body.size()) {
            end(reply, fail("too_large", "the body is too large"));
            return false;
        }
        body.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        return true;
    }

    void finish(QNetworkReply* reply) {
        if (!read(reply)) return;
        flameup::HttpResponse response;
        response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        for (const auto& [name, value] : reply->rawHeaderPairs()) {
            response.headers.add(name.toStdString(), value.toStdString());
        }
        response.body = std::move(flights_[reply]->body);
        const char* const code = problem(*reply, response);
        const std::string* const connection = response.headers.find("Connection");
        const bool is_last = connection && flameup::equal_ignoring_case(*connection, "close");
        // Connections that are out of step, or about to end, are not used again.
        if (code || is_last || !has_end(response)) manager_.reset();
        if (response.status > 0 && response.status < 200) { // Qt takes the next for another's
            std::vector<QNetworkReply*> others;
            for (const auto& [other, flight] : flights_) {
                if (other != reply) others.push_back(other);
            }
            for (auto* other : others) end(other, fail("cut", "a connection is out of step"));
        }
        if (code) {
            return end(reply, fail(code, reply->errorString().toStdString()));
        }
        end(reply, std::move(response));
    }

    /// Tells whether a body ends before the connection does.
    static bool has_end(const flameup::HttpResponse& response) {
        return response.status < 200 || response.status == 204 || response.status == 304 ||
               response.headers.find("Content-Length") ||
               response.headers.find("Transfer-Encoding");
    }

    /// Returns the code of why a response is none, or null.
    static const char* problem(const QNetworkReply& reply, const flameup::HttpResponse& response) {
        const QNetworkReply::NetworkError error = reply.error();
        switch (error) {
        case QNetworkReply::ConnectionRefusedError: return "refused";
        case QNetworkReply::HostNotFoundError: return "resolve_failed";
        case QNetworkReply::SslHandshakeFailedError: return "tls_failed";
        case QNetworkReply::TimeoutError: return "timed_out";
        case QNetworkReply::ContentReSendError:
            if (response.status == 307 || response.status == 308) break; // not followed
            if (!has_end(response)) break; // Qt may take this end for one before the response
            return "cut";
        case QNetworkReply::RemoteHostClosedError: return "cut";
        case QNetworkReply::ProtocolFailure: return "invalid_response";
        default: break;
        }
        // Others below 200 are of the network; above, they stand for statuses.
        if (error != QNetworkReply::NoError && error < 200) return "transport_failed";
        if (response.status < 200 || response.status > 599) return "invalid_response";
        const std::string* const length = response.headers.find("Content-Length");
        const bool has_content = response.status != 204 && response.status != 304;
        if (length && has_content && *length != std::to_string(response.body.size())) return "cut";
        return nullptr;
    }

    QObject owner_; // of what is deleted later
    QtOptions options_;
    QSslConfiguration tls_ = QSslConfiguration::defaultConfiguration();
    std::unordered_map<QNetworkReply*, std::shared_ptr<Flight>> flights_;
    std::shared_ptr<QNetworkAccessManager> manager_;
};

} // namespace transports

#endif
