// SPDX-License-Identifier: MIT
// A QEMU TCG plugin: how often each instruction is executed between two functions of a guest's program.
// Arguments, all addresses in hexadecimal: base=, subject=, control= (a window of that kind begins), end=
// (it ends), report= (write what was counted to OUT.N, N = 0, 1, ...), out=OUT.
//
// A window that a timer interrupts is some percent longer than the others; only those within one percent
// of the shortest count, so that what remains is the operation.
//
// Plugin API version 1 (QEMU 4.2 and later, docs/devel/tcg-plugins.rst), declared here by hand: a plugin
// needs nothing of QEMU to be built.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_info;
enum { QEMU_PLUGIN_INLINE_ADD_U64 = 0 };
enum { QEMU_PLUGIN_CB_NO_REGS = 0 };

extern void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, struct qemu_plugin_tb*));
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);
extern struct qemu_plugin_insn* qemu_plugin_tb_get_insn(const struct qemu_plugin_tb*, size_t);
extern uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn*);
extern const void* qemu_plugin_insn_data(const struct qemu_plugin_insn*);
extern size_t qemu_plugin_insn_size(const struct qemu_plugin_insn*);
extern void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn*, int, void*, uint64_t);
extern void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn*, void (*)(unsigned, void*), int, void*);

EXPORT int qemu_plugin_version = 1;

enum { most = 1 << 21, lanes = 2, kinds = 5 };
enum { base, subject, control, end, report };

// One slot an instruction seen, in the order of translation; QEMU adds to `executed`.
static struct slot {
  uint64_t address, executed, at_begin, counted[lanes];
  uint64_t calls;  // the function a direct call goes to; else 0
} slots[most];
static uint32_t index_of[2 * most];  // hash of the address to slot + 1
static uint32_t used;

static uint64_t address_of[kinds];
static char out[4096];
static int reports;
static int lane = control;
static uint64_t windows[lanes], shortest[lanes];

static struct slot* slot_for(uint64_t address) {
  uint32_t at = (uint32_t)((address * 0x9E3779B97F4A7C15ull) >> 42);
  for (;; at = (at + 1) % (2 * most)) {
    if (index_of[at] != 0 && slots[index_of[at] - 1].address == address) return &slots[index_of[at] - 1];
    if (index_of[at] == 0) break;
  }
  if (used == most) {
    fprintf(stderr, "limitest-count: more than %d instructions\n", most);
    exit(1);
  }
  index_of[at] = ++used;
  slots[used - 1].address = address;
  return &slots[used - 1];
}

static void begin(int kind) {
  lane = kind;
  if (kind == control) return;
  for (uint32_t i = 0; i < used; ++i) slots[i].at_begin = slots[i].executed;
}

static void forget(int of) {
  windows[of] = 0;
  for (uint32_t i = 0; i < used; ++i) slots[i].counted[of] = 0;
}

static void finish(void) {
  const int of = lane;
  lane = control;
  if (of != base && of != subject) return;
  uint64_t length = 0;
  for (uint32_t i = 0; i < used; ++i) length += slots[i].executed - slots[i].at_begin;
  if (shortest[of] != 0 && length > shortest[of] + shortest[of] / 100) return;
  if (shortest[of] == 0 || length + length / 100 < shortest[of]) {
    forget(of);
    shortest[of] = length;
  }
  ++windows[of];
  for (uint32_t i = 0; i < used; ++i) slots[i].counted[of] += slots[i].executed - slots[i].at_begin;
}

static void write_report(void) {
  char name[sizeof out + 16];
  snprintf(name, sizeof name, "%s.%d", out, reports++);
  FILE* file = fopen(name, "w");
  if (file != NULL) {
    fprintf(file, "windows %llu %llu\n", (unsigned long long)windows[base], (unsigned long long)windows[subject]);
    for (uint32_t i = 0; i < used; ++i)
      if (slots[i].counted[base] != 0 || slots[i].counted[subject] != 0)
        fprintf(file, "%llx %llu %llu\n", (unsigned long long)slots[i].address,
                (unsigned long long)slots[i].counted[base], (unsigned long long)slots[i].counted[subject]);
    for (uint32_t i = 0; i < used; ++i)
      if (slots[i].calls != 0 && slots[i].executed != 0)
        fprintf(file, "call %llx\n", (unsigned long long)slots[i].calls);
    fclose(file);
  }
  for (int of = 0; of < lanes; ++of) {
    forget(of);
    shortest[of] = 0;
  }
}

static void marked(unsigned cpu, void* kind) {
  (void)cpu;
  switch ((int)(intptr_t)kind) {
    case end:
      finish();
      break;
    case report:
      write_report();
      break;
    default:
      begin((int)(intptr_t)kind);
  }
}

static uint64_t called_by(const struct qemu_plugin_insn* instruction) {
  enum { call_relative = 0xe8, length = 5 };
  const unsigned char* bytes = qemu_plugin_insn_data(instruction);
  int32_t distance = 0;
  if (bytes == NULL || qemu_plugin_insn_size(instruction) != length || bytes[0] != call_relative) return 0;
  memcpy(&distance, bytes + 1, sizeof distance);
  return qemu_plugin_insn_vaddr(instruction) + length + (uint64_t)(int64_t)distance;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb* block) {
  (void)id;
  const size_t count = qemu_plugin_tb_n_insns(block);
  for (size_t i = 0; i < count; ++i) {
    struct qemu_plugin_insn* instruction = qemu_plugin_tb_get_insn(block, i);
    const uint64_t address = qemu_plugin_insn_vaddr(instruction);
    struct slot* slot = slot_for(address);
    slot->calls = called_by(instruction);
    qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64, &slot->executed, 1);
    for (int kind = 0; kind < kinds; ++kind)
      if (address == address_of[kind])
        qemu_plugin_register_vcpu_insn_exec_cb(instruction, marked, QEMU_PLUGIN_CB_NO_REGS, (void*)(intptr_t)kind);
  }
}

EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info* info, int argc, char** argv) {
  static const char* const names[kinds] = {"base=", "subject=", "control=", "end=", "report="};
  (void)info;
  for (int i = 0; i < argc; ++i) {
    for (int kind = 0; kind < kinds; ++kind)
      if (strncmp(argv[i], names[kind], strlen(names[kind])) == 0)
        address_of[kind] = strtoull(argv[i] + strlen(names[kind]), NULL, 16);
    if (strncmp(argv[i], "out=", 4) == 0) snprintf(out, sizeof out, "%s", argv[i] + 4);
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
  return 0;
}
