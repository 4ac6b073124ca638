// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/ext2.h"

#include <cstring>

namespace limitest::guest {
namespace {

constexpr std::uint32_t block = 4096;
constexpr std::uint32_t blocks_per_group = block * 8;
constexpr std::uint32_t inodes = 1024;
constexpr std::uint32_t inode_size = 256;
constexpr std::uint32_t root_inode = 2;
constexpr std::uint32_t lost_inode = 11;  // of lost+found; those below are reserved
constexpr std::uint32_t used_inodes = lost_inode;

// Where things lie, in blocks. The superblock is in block 0.
constexpr std::uint32_t descriptors = 1;
constexpr std::uint32_t block_bitmap = 2;
constexpr std::uint32_t inode_bitmap = 3;
constexpr std::uint32_t inode_table = 4;
constexpr std::uint32_t root_block = inode_table + inodes * inode_size / block;
constexpr std::uint32_t lost_block = root_block + 1;
constexpr std::uint32_t used_blocks = lost_block + 1;

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
std::string superblock(std::uint32_t blocks) {
  Fields fields(1024);
  fields.put32(0, inodes);
  fields.put32(4, blocks);
  fields.put32(12, blocks - used_blocks);
  fields.put32(16, inodes - used_inodes);
  fields.put32(24, 2);  // log2(block / 1024)
  fields.put32(28, 2);
  fields.put32(32, blocks_per_group);
  fields.put32(36, blocks_per_group);
  fields.put32(40, inodes);
  fields.put16(54, 0xffff);      // mounts between checks
  fields.put16(56, 0xef53);      // magic
  fields.put16(58, 1);           // clean
  fields.put16(60, 1);           // go on after errors
  fields.put32(76, 1);           // revision: with features
  fields.put32(84, lost_inode);  // the first that is not reserved
  fields.put16(88, inode_size);
  fields.put32(96, 0x2 | 0x40);              // filetype, extents
  fields.put32(100, 0x1 | 0x2);              // sparse_super, large_file
  fields.put_text(104, "limitest-scratch");  // UUID
  return fields.take();
}

std::string group_descriptor(std::uint32_t blocks) {
  Fields fields(32);
  fields.put32(0, block_bitmap);
  fields.put32(4, inode_bitmap);
  fields.put32(8, inode_table);
  fields.put16(12, blocks - used_blocks);
  fields.put16(14, inodes - used_inodes);
  fields.put16(16, 2);  // directories
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
  return at_block(inode_table) + std::uint64_t{number - 1} * inode_size;
}

}  // namespace

std::vector<Piece> empty_ext2(Bytes size) {
  LIMITEST_ASSERT(size.count >= (std::int64_t{1} << 20) && size <= largest_ext2);
  const auto blocks = static_cast<std::uint32_t>(size.count / block);
  constexpr std::uint64_t superblock_at = 1024;
  return {
      {superblock_at, superblock(blocks)},
      {at_block(descriptors), group_descriptor(blocks)},
      {at_block(block_bitmap), bitmap(used_blocks, blocks)},
      {at_block(inode_bitmap), bitmap(used_inodes, inodes)},
      {at_inode(root_inode), directory_inode(01777, 3, root_block)},
      {at_inode(lost_inode), directory_inode(0700, 2, lost_block)},
      {at_block(root_block), directory({{root_inode, "."}, {root_inode, ".."}, {lost_inode, "lost+found"}})},
      {at_block(lost_block), directory({{lost_inode, "."}, {root_inode, ".."}})}};
}

}  // namespace limitest::guest
