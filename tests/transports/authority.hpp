#ifndef FLAMEUP_TESTS_TRANSPORTS_AUTHORITY_HPP
#define FLAMEUP_TESTS_TRANSPORTS_AUTHORITY_HPP

// A certificate authority for one test.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace transports_test {

/// A temporary directory, removed with its files.
class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        std::string name = (std::filesystem::temp_directory_path() / "flameup-").string() +
                           std::string(6, 'X'); // replaced by mkdtemp
        if (mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() { std::filesystem::remove_all(path_); }

    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

/// Makes certificates as PEM files in a directory.
class Authority {
  public:
    Authority(const TemporaryDirectory& directory, const std::string& name)
        : directory_(directory), name_(name), key_(make_key()) {
        certificate_ = make_certificate(name, *key_, -day, 365 * day);
        extend(*certificate_, NID_basic_constraints, "critical,CA:TRUE");
        extend(*certificate_, NID_key_usage, "critical,keyCertSign,cRLSign");
        extend(*certificate_, NID_subject_key_identifier, "hash");
        sign(*certificate_);
        write(file(), *certificate_);
    }

    /// The certificate that clients trust.
    std::string file() const { return directory_.file(name_ + ".pem"); }

    struct Files {
        std::string certificate, private_key;
    };

    /// Certifies names, as `DNS:localhost,IP:127.0.0.1`, until so many seconds from now.
    Files certify(const std::string& name, const std::string& names, long seconds = day) {
        const Key key = make_key();
        const Certificate certificate = make_certificate(name, *key, -30 * day, seconds);
        extend(*certificate, NID_basic_constraints, "critical,CA:FALSE");
        extend(*certificate, NID_subject_alt_name, names);
        extend(*certificate, NID_authority_key_identifier, "keyid");
        sign(*certificate);
        const Files files{directory_.file(name + ".pem"), directory_.file(name + ".key")};
        write(files.certificate, *certificate);
        const File file(std::fopen(files.private_key.c_str(), "w"));
        check(PEM_write_PrivateKey(file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr));
        return files;
    }

    static constexpr long day = 24 * 60 * 60;

  private:
    using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
    using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;

    static void check(bool good) {
        if (!good) std::abort();
    }

    static Key make_key() {
        Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), &EVP_PKEY_free);
        check(key != nullptr);
        return key;
    }

    Certificate make_certificate(const std::string& name, EVP_PKEY& key, long begin, long end) {
        Certificate certificate(X509_new(), &X509_free);
        X509* const x509 = certificate.get();
        check(X509_set_version(x509, 2) && X509_set_pubkey(x509, &key));
        check(ASN1_INTEGER_set(X509_get_serialNumber(x509), ++serial_));
        check(X509_gmtime_adj(X509_getm_notBefore(x509), begin) &&
              X509_gmtime_adj(X509_getm_notAfter(x509), end));
        const auto* const text = reinterpret_cast<const unsigned char*>(name.c_str());
        check(X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_UTF8, text, -1,
                                         -1, 0));
        const X509* const issuer = certificate_ ? certificate_.get() : x509;
        check(X509_set_issuer_name(x509, X509_get_subject_name(issuer)));
        return certificate;
    }

    void extend(X509& certificate, int kind, const std::string& value) {
        X509V3_CTX context;
        X509V3_set_ctx_nodb(&context);
        X509V3_set_ctx(&context, certificate_.get(), &certificate, nullptr, nullptr, 0);
        const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
            X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()), &X509_EXTENSION_free);
        check(extension && X509_add_ext(&certificate, extension.get(), -1));
    }

    void sign(X509& certificate) { check(X509_sign(&certificate, key_.get(), EVP_sha256()) > 0); }

    static void write(const std::string& name, X509& certificate) {
        const File file(std::fopen(name.c_str(), "w"));
        check(file && PEM_write_X509(file.get(), &certificate));
    }

    const TemporaryDirectory& directory_;
    std::string name_;
    long serial_ = 0;
    Key key_;
    Certificate certificate_{nullptr, &X509_free};
};

} // namespace transports_test

#endif
