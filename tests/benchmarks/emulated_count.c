/* A plugin of QEMU's user emulation, which prints how many instructions a program took. Debian has no
   package of QEMU's header for plugins, so what is needed of its interface is declared here, as QEMU 7.2 of
   Debian 12 has it; QEMU 9 and newer load no plugin of that interface. */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

typedef uint64_t Id;
struct Block; /* instructions that are run one behind another */
void qemu_plugin_register_vcpu_tb_trans_cb(Id, void (*)(Id, struct Block*));
size_t qemu_plugin_tb_n_insns(const struct Block*);
void qemu_plugin_register_vcpu_tb_exec_inline(struct Block*, int, void*, uint64_t);
void qemu_plugin_register_atexit_cb(Id, void (*)(Id, void*), void*);

enum { add_to_number };
int qemu_plugin_version = 1;
static uint64_t count;

static void on_block(Id id, struct Block* block) {
    (void)id;
    qemu_plugin_register_vcpu_tb_exec_inline(block, add_to_number, &count,
                                             qemu_plugin_tb_n_insns(block));
}

static void on_exit_of_program(Id id, void* unused) {
    (void)id, (void)unused;
    fprintf(stderr, "%" PRIu64 "\n", count);
}

int qemu_plugin_install(Id id, const void* info, int argc, char** argv) {
    (void)info, (void)argc, (void)argv;
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
    qemu_plugin_register_atexit_cb(id, on_exit_of_program, NULL);
    return 0;
}
