// The rules that are checked before a batch is written; all of its people keep them.
#include "harness.hpp"
#include "inputs.hpp"

#include "flameup/detail/check.hpp"
#include "flameup/json.hpp"
#include "flameup/limits.hpp"
#include "flameup/model.hpp"

#include <memory>
#include <string>

namespace benchmarks {

void add_validate() {
    using Batch = flameup::BatchUpsert<PlayerTraits>;
    const auto batch = std::make_shared<const Batch>(Batch{typed_inputs(100)});
    const Size size{1, flameup::to_json(*batch)->size(), 100};
    add(
        "validate_batch", "ours", size,
        [batch] {
            flameup::detail::Findings findings;
            flameup::detail::Checker({true, false}, false, flameup::Limits().depth(), findings)
                .check(*batch);
            return findings.empty();
        },
        [](bool valid) { return std::string(valid ? "valid" : "invalid"); });
}

} // namespace benchmarks
