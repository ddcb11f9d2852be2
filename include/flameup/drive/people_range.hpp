#ifndef FLAMEUP_DRIVE_PEOPLE_RANGE_HPP
#define FLAMEUP_DRIVE_PEOPLE_RANGE_HPP

#include "flameup/client/client.hpp"
#include "flameup/client/executor.hpp"
#include "flameup/drive/blocking.hpp"
#include "flameup/flow/people_pages.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/result.hpp"

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view> // declares what marks a view
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// The people that a query finds, for a loop: a page is fetched when the loop comes to it.
///
/// Each element is a `Result<Person<Traits>>`; an error is the last one, of kind `cancelled` where
/// the host did not want to wait. An input range, and a view: it is gone through once, and a loop
/// that is left early fetches nothing more.
template <class Executor, class Traits, class Host> class PeopleRange {
    struct Walk {
        PeoplePages<Traits> flow;
        Executor executor;
        Host& host;
        std::vector<Person<Traits>> page{};
        std::size_t next = 0; // in the page
        std::optional<Result<Person<Traits>>> element{};
        bool is_begun = false;
        bool is_over = false;

        void advance() {
            is_begun = true;
            element.reset();
            if (next == page.size() && !is_over) fetch();
            if (next != page.size()) element.emplace(std::move(page[next++]));
        }

        void fetch() {
            page.clear();
            next = 0;
            const bool is_finished = run(flow, executor, host, [this](PeoplePages<Traits>& pages) {
                page = pages.take();
                return false;
            });
            is_over = page.empty();
            if (!is_over) return;
            if (!is_finished) {
                element.emplace(
                    make_error(ErrorKind::cancelled, "stopped", "the host does not wait"));
            } else if (flow.error()) {
                element.emplace(*flow.error());
            }
        }
    };

  public:
    /// Good as long as its range is; all of a range are at the same element.
    class iterator {
      public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Result<Person<Traits>>;
        using difference_type = std::ptrdiff_t;
        using pointer = value_type*;
        using reference = value_type&;

        /// What an iterator was at before it moved on.
        class Previous {
          public:
            value_type& operator*() noexcept { return value_; }

          private:
            friend class iterator;
            explicit Previous(value_type value) : value_(std::move(value)) {}
            value_type value_;
        };

        iterator() = default;

        reference operator*() const noexcept { return *walk_->element; }
        pointer operator->() const noexcept { return &*walk_->element; }
        iterator& operator++() {
            walk_->advance();
            return *this;
        }
        Previous operator++(int) {
            Previous previous(std::move(**this));
            walk_->advance();
            return previous;
        }

        friend bool operator==(const iterator& a, const iterator& b) noexcept {
            return a.is_at_end() == b.is_at_end();
        }
        friend bool operator!=(const iterator& a, const iterator& b) noexcept { return !(a == b); }

      private:
        friend class PeopleRange;
        explicit iterator(Walk* walk) : walk_(walk) {}
        bool is_at_end() const noexcept { return walk_ == nullptr || !walk_->element; }

        Walk* walk_ = nullptr;
    };

    /// Goes through what a flow lists, from where the flow is; the host outlives the range.
    PeopleRange(PeoplePages<Traits> flow, Executor executor, Host& host)
        : walk_(new Walk{std::move(flow), std::move(executor), host}) {}

    /// Fetches the first page, unless that is done.
    iterator begin() {
        if (!walk_->is_begun) walk_->advance();
        return iterator(walk_.get());
    }
    iterator end() noexcept { return {}; }

    /// Gives the flow back, to be saved or to go on: behind the element that the loop came to.
    PeoplePages<Traits> flow() const {
        PeoplePages<Traits> flow = walk_->flow;
        const auto rest = walk_->page.begin() + static_cast<std::ptrdiff_t>(walk_->next);
        flow.put_back({rest, walk_->page.end()});
        return flow;
    }

  private:
    std::unique_ptr<Walk> walk_; // so that iterators and the view's moves are cheap
};

/// Lists all people that a query finds, as a range for loops.
///
/// For clients with a blocking executor. The host tells the time and sleeps, as `run()` wants it,
/// and outlives the range; the client need not.
template <class Executor, class Traits, class Host>
PeopleRange<Executor, Traits, Host> people(const Client<Executor>& client, ListPeople<Traits> query,
                                           Host& host, PagesOptions options = {}) {
    return {PeoplePages<Traits>(client.config(), std::move(query), std::move(options)),
            client.executor(), host};
}

FLAMEUP_END_NAMESPACE

FLAMEUP_MARK_VIEW(flameup::PeopleRange)

#endif
