// The rules that are checked before a batch is written; all of its people keep them.
#include "harness.hpp"
#include "inputs.hpp"

#include "flameup/json/to_json.hpp"
#include "flameup/message/check_rules.hpp"
#include "flameup/model.hpp"
#include "flameup/value/limits.hpp"

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
            flameup::detail::RuleChecker(false, flameup::Limits().depth(), findings).check(*batch);
            return findings.empty();
        },
        [](bool valid) { return std::string(valid ? "valid" : "invalid"); });
}

} // namespace benchmarks
