// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/ext2.h"

#include <algorithm>
#include <cstring>

namespace limitest::guest {
namespace {

constexpr std::uint32_t block = 4096;
constexpr std::uint32_t blocks_per_group = block * 8;
constexpr std::uint32_t inodes_per_group = 1024;
constexpr std::uint32_t inode_size = 256;
constexpr std::uint32_t root_inode = 2;
constexpr std::uint32_t lost_inode = 11;  // of lost+found; those below are reserved
constexpr std::uint32_t table_blocks = inodes_per_group * inode_size / block;

// The group's blocks, in order: superblock and descriptors (their copies where the format wants some),
// the two bitmaps, the inodes; in the first group also the two directories.
struct Group {
  std::uint32_t number;
  std::uint32_t blocks;

  [[nodiscard]] std::uint32_t start() const { return number * blocks_per_group; }
  // "sparse_super": groups 0, 1 and the powers of 3, 5 and 7.
  [[nodiscard]] bool has_superblock() const {
    for (const std::uint32_t base : {3U, 5U, 7U})
      for (std::uint32_t power = 1; power <= number; power *= base)
        if (power == number) return true;
    return number == 0;
  }
  [[nodiscard]] std::uint32_t block_bitmap() const { return start() + (has_superblock() ? 2 : 0); }
  [[nodiscard]] std::uint32_t inode_bitmap() const { return block_bitmap() + 1; }
  [[nodiscard]] std::uint32_t inode_table() const { return block_bitmap() + 2; }
  [[nodiscard]] std::uint32_t directories() const { return number == 0 ? 2 : 0; }
  [[nodiscard]] std::uint32_t used_blocks() const {
    return inode_table() + table_blocks + directories() - start();
  }
  [[nodiscard]] std::uint32_t used_inodes() const { return number == 0 ? lost_inode : 0; }
};

constexpr Group first{0, blocks_per_group};

std::uint32_t root_block() {
  return first.inode_table() + table_blocks;
}

std::uint32_t lost_block() {
  return root_block() + 1;
}

// A last group too small for its own tables is left out.
std::vector<Group> groups_of(std::uint32_t blocks) {
  constexpr std::uint32_t least = 256;
  std::vector<Group> groups;
  for (std::uint32_t start = 0; start < blocks && (start == 0 || blocks - start >= least);
       start += blocks_per_group)
    groups.push_back({static_cast<std::uint32_t>(groups.size()), std::min(blocks_per_group, blocks - start)});
  return groups;
}

class Fields {
 public:
  explicit Fields(std::size_t size) : bytes_(size, '\0') {}
  void put16(std::size_t at, std::uint32_t value) { put(at, static_cast<std::uint16_t>(value)); }
  void put32(std::size_t at, std::uint32_t value) { put(at, value); }
  void put_text(std::size_t at, std::string_view text) {
    std::memcpy(bytes_.data() + at, text.data(), text.size());
  }
  std::string take() { return std::move(bytes_); }

 private:
  template <class Number>
  void put(std::size_t at, Number value) {
    std::memcpy(bytes_.data() + at, &value, sizeof value);
  }
  std::string bytes_;
};

// struct ext4_super_block, fs/ext4/ext4.h
std::string superblock(const std::vector<Group>& groups, std::uint32_t own_group) {
  std::uint32_t blocks = 0;
  std::uint32_t free_blocks = 0;
  for (const Group& group : groups) {
    blocks += group.blocks;
    free_blocks += group.blocks - group.used_blocks();
  }
  const auto inodes = static_cast<std::uint32_t>(groups.size()) * inodes_per_group;
  Fields fields(1024);
  fields.put32(0, inodes);
  fields.put32(4, blocks);
  fields.put32(12, free_blocks);
  fields.put32(16, inodes - lost_inode);
  fields.put32(24, 2);  // log2(block / 1024)
  fields.put32(28, 2);
  fields.put32(32, blocks_per_group);
  fields.put32(36, blocks_per_group);
  fields.put32(40, inodes_per_group);
  fields.put16(54, 0xffff);      // mounts between checks
  fields.put16(56, 0xef53);      // magic
  fields.put16(58, 1);           // clean
  fields.put16(60, 1);           // go on after errors
  fields.put32(76, 1);           // revision: with features
  fields.put32(84, lost_inode);  // the first that is not reserved
  fields.put16(88, inode_size);
  fields.put16(90, own_group);
  fields.put32(96, 0x2 | 0x40);              // filetype, extents
  fields.put32(100, 0x1 | 0x2);              // sparse_super, large_file
  fields.put_text(104, "limitest-scratch");  // UUID
  return fields.take();
}

std::string descriptors(const std::vector<Group>& groups) {
  constexpr std::size_t size = 32;
  Fields fields(block);
  for (const Group& group : groups) {
    const std::size_t at = group.number * size;
    fields.put32(at, group.block_bitmap());
    fields.put32(at + 4, group.inode_bitmap());
    fields.put32(at + 8, group.inode_table());
    fields.put16(at + 12, group.blocks - group.used_blocks());
    fields.put16(at + 14, inodes_per_group - group.used_inodes());
    fields.put16(at + 16, group.directories());
  }
  return fields.take();
}

// The first `used` bits and those from `end` on are taken.
std::string bitmap(std::uint32_t used, std::uint32_t end) {
  std::string bits(block, '\0');
  for (std::uint32_t i = 0; i < block * 8; ++i)
    if (i < used || i >= end)
      bits[i / 8] = static_cast<char>(static_cast<unsigned char>(bits[i / 8]) | (1U << (i % 8)));
  return bits;
}

std::string directory_inode(std::uint32_t mode, std::uint32_t links, std::uint32_t content) {
  Fields fields(inode_size);
  fields.put16(0, 0x4000 | mode);
  fields.put32(4, block);
  fields.put16(26, links);
  fields.put32(28, block / 512);  // sectors
  fields.put32(40, content);
  fields.put16(128, 32);  // extra size
  return fields.take();
}

struct Entry {
  std::uint32_t inode;
  std::string_view name;
};

// The last entry takes the rest of the block.
std::string directory(const std::vector<Entry>& entries) {
  constexpr std::uint32_t is_directory = 2U << 8U;
  constexpr std::uint32_t entry_head = 8;
  Fields fields(block);
  std::uint32_t at = 0;
  for (const Entry& entry : entries) {
    const auto length = static_cast<std::uint32_t>(entry.name.size());
    const std::uint32_t room = &entry == &entries.back() ? block - at : (entry_head + length + 3) / 4 * 4;
    fields.put32(at, entry.inode);
    fields.put16(at + 4, room);
    fields.put16(at + 6, length | is_directory);
    fields.put_text(at + entry_head, entry.name);
    at += room;
  }
  return fields.take();
}

std::uint64_t at_block(std::uint32_t number) {
  return std::uint64_t{number} * block;
}

std::uint64_t at_inode(std::uint32_t number) {
  return at_block(first.inode_table()) + std::uint64_t{number - 1} * inode_size;
}

void add_group(const Group& group, const std::vector<Group>& groups, std::vector<Piece>& pieces) {
  // The first superblock leaves room for a boot sector, its copies do not.
  constexpr std::uint64_t boot_sector = 1024;
  if (group.has_superblock()) {
    pieces.push_back(
        {at_block(group.start()) + (group.number == 0 ? boot_sector : 0), superblock(groups, group.number)});
    pieces.push_back({at_block(group.start() + 1), descriptors(groups)});
  }
  pieces.push_back({at_block(group.block_bitmap()), bitmap(group.used_blocks(), group.blocks)});
  pieces.push_back({at_block(group.inode_bitmap()), bitmap(group.used_inodes(), inodes_per_group)});
}

}  // namespace

std::vector<Piece> empty_ext2(Bytes size) {
  LIMITEST_ASSERT(size.count >= (std::int64_t{1} << 20) && size <= largest_ext2);
  const std::vector<Group> groups = groups_of(static_cast<std::uint32_t>(size.count / block));
  std::vector<Piece> pieces;
  for (const Group& group : groups) add_group(group, groups, pieces);
  pieces.push_back({at_inode(root_inode), directory_inode(01777, 3, root_block())});
  pieces.push_back({at_inode(lost_inode), directory_inode(0700, 2, lost_block())});
  pieces.push_back({at_block(root_block()),
                    directory({{root_inode, "."}, {root_inode, ".."}, {lost_inode, "lost+found"}})});
  pieces.push_back({at_block(lost_block()), directory({{lost_inode, "."}, {root_inode, ".."}})});
  return pieces;
}

}  // namespace limitest::guest
