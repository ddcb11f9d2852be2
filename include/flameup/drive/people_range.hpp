#ifndef FLAMEUP_DRIVE_PEOPLE_RANGE_HPP
#define FLAMEUP_DRIVE_PEOPLE_RANGE_HPP

#include "flameup/client/check_send.hpp"
#include "flameup/client/client.hpp"
#include "flameup/client/executor.hpp"
#include "flameup/drive/blocking.hpp"
#include "flameup/drive/check_flow.hpp"
#include "flameup/flow/people_pages.hpp"
#include "flameup/json/odd_element.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/result.hpp"

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view> // declares what marks a view
#include <type_traits>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// The people that a query finds, as a range: a page is fetched when a loop comes to it.
///
/// Each element is a `Result<Person<Traits>>`. A person who does not decode is an error of kind
/// `decode`, with the person's JSON as its `body`, and the loop goes on behind it. Any other error
/// is the last element; it is of kind `cancelled` where the host stopped. The loop may change and
/// delete people; see `PeoplePages`. It is an input range, and a view of C++20: one loop goes
/// through it once, and fetches nothing more when it is left early.
template <class Executor, class Traits, class Host> class PeopleRange {
    using Check = std::conditional_t<!detail::is_executor<Executor>, detail::AnyExecutor<Executor>,
                                     std::conditional_t<detail::is_blocking<Executor>, detail::Fits,
                                                        detail::ExecutorOfRange<Executor>>>;
    static_assert(sizeof(Check) != 0);

    struct Walk {
        PeoplePages<Traits> flow;
        Executor executor;
        Host& host;
        std::vector<Person<Traits>> page{};
        std::vector<OddElement> odd{}; // of the page
        std::size_t next = 0;          // in the page
        std::size_t next_odd = 0;
        std::optional<Result<Person<Traits>>> element{};
        bool is_begun = false;
        bool is_over = false;

        void advance() {
            is_begun = true;
            element.reset();
            if (next == page.size() && next_odd == odd.size() && !is_over) fetch();
            if (next != page.size()) {
                element.emplace(std::move(page[next++]));
            } else if (next_odd != odd.size()) {
                element.emplace(to_error(odd[next_odd++]));
            }
        }

        void fetch() {
            page.clear();
            odd.clear();
            next = next_odd = 0;
            if constexpr (detail::fits<Check>) fetch_page();
        }

        void fetch_page() {
            const bool is_finished = run(flow, executor, host, [this](PeoplePages<Traits>& pages) {
                page = pages.take();
                odd = pages.take_odd();
                return false;
            });
            is_over = page.empty() && odd.empty();
            if (!is_over) return;
            if (!is_finished) {
                element.emplace(make_error(ErrorKind::cancelled, "stopped", "the host stopped"));
            } else if (flow.error()) {
                element.emplace(*flow.error());
            }
        }
    };

  public:
    /// An input iterator, for as long as its range lives; all iterators of a range are at the same
    /// element.
    class iterator {
      public:
        using iterator_category = std::input_iterator_tag; ///< For `std::iterator_traits`.
        using value_type = Result<Person<Traits>>;         ///< For `std::iterator_traits`.
        using difference_type = std::ptrdiff_t;            ///< For `std::iterator_traits`.
        using pointer = value_type*;                       ///< For `std::iterator_traits`.
        using reference = value_type&;                     ///< For `std::iterator_traits`.

        /// What `i++` returns: the element that `i` was at before, for `*i++`.
        class Previous {
          public:
            /// The element; it lives as long as this object.
            value_type& operator*() noexcept { return value_; }

          private:
            friend class iterator;
            explicit Previous(value_type value) : value_(std::move(value)) {}
            value_type value_;
        };

        /// Makes an iterator at the end of any range.
        iterator() = default;

        /// The element, which may be moved from.
        reference operator*() const noexcept { return *walk_->element; }
        /// The element, which may be moved from.
        pointer operator->() const noexcept { return &*walk_->element; }
        /// Moves to the next element; fetches a page where this one is at its end.
        iterator& operator++() {
            walk_->advance();
            return *this;
        }
        /// Moves to the next element, and returns the one before.
        Previous operator++(int) {
            Previous previous(std::move(**this));
            walk_->advance();
            return previous;
        }

        /// Tells whether both are at the end, or both are not.
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

    /// Makes a range of what a flow lists, from where the flow is; the host outlives the range.
    PeopleRange(PeoplePages<Traits> flow, Executor executor, Host& host)
        : walk_(new Walk{std::move(flow), std::move(executor), host}) {}

    /// Returns an iterator at the current element; the first call fetches the first page.
    iterator begin() {
        if (!walk_->is_begun) walk_->advance();
        return iterator(walk_.get());
    }

    /// Returns the end.
    iterator end() noexcept { return {}; }

    /// Returns a copy of the flow, to be saved or to continue behind the loop's current element.
    PeoplePages<Traits> flow() const {
        PeoplePages<Traits> flow = walk_->flow;
        const auto rest = walk_->page.begin() + static_cast<std::ptrdiff_t>(walk_->next);
        const auto odd = walk_->odd.begin() + static_cast<std::ptrdiff_t>(walk_->next_odd);
        flow.put_back(std::vector<Person<Traits>>(rest, walk_->page.end()));
        flow.put_back(std::vector<OddElement>(odd, walk_->odd.end()));
        return flow;
    }

  private:
    // Iterators point to it: it stays where it is when the range moves.
    std::unique_ptr<Walk> walk_;
};

/// Lists all people that a query finds, as a range for a loop; for clients with a blocking
/// executor.
///
/// The host tells the time and sleeps, as for `run()`; it outlives the range. The client need not.
template <class Executor, class Traits, class Host>
PeopleRange<Executor, Traits, Host> each_person(const Client<Executor>& client,
                                                ListPeople<Traits> query, Host& host,
                                                PagesOptions options = {}) {
    return {PeoplePages<Traits>(client.config(), std::move(query), std::move(options)),
            client.executor(), host};
}

FLAMEUP_END_NAMESPACE

FLAMEUP_MARK_VIEW(flameup::PeopleRange)

#endif
