// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/decompress.h"

#include <vector>

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

namespace limitest::guest {
namespace {

constexpr std::size_t piece_size = std::size_t{256} << 10;

// Counts what comes out, so that a small file cannot fill the machine.
class Meter {
 public:
  Meter(std::size_t most, const Sink& sink) : left_(most), most_(most), sink_(sink) {}

  Result<> pass(std::string_view piece) {
    if (piece.size() > left_) return failure("it unpacks to more than {} bytes", most_);
    left_ -= piece.size();
    return piece.empty() ? Result<>{} : sink_(piece);
  }

 private:
  std::size_t left_;
  std::size_t most_;
  const Sink& sink_;
};

Result<> inflate_all(z_stream& stream, Meter& meter) {
  std::vector<Bytef> piece(piece_size);
  for (;;) {
    stream.next_out = piece.data();
    stream.avail_out = static_cast<uInt>(piece.size());
    const int status = ::inflate(&stream, Z_NO_FLUSH);
    LIMITEST_TRY_VOID(
        meter.pass({reinterpret_cast<const char*>(piece.data()), piece.size() - stream.avail_out}));
    if (status == Z_STREAM_END) return {};
    if (status == Z_BUF_ERROR || (status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0))
      return failure("its gzip data is cut short");
    if (status != Z_OK) return failure("its gzip data is damaged");
  }
}

Result<> gunzip(std::string_view data, Meter& meter) {
  if (data.size() > UINT32_MAX) return failure("its gzip data is over 4 GiB");
  z_stream stream{};
  constexpr int gzip_header = 16 + MAX_WBITS;
  if (::inflateInit2(&stream, gzip_header) != Z_OK) return failure("no memory to unpack gzip data");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  auto result = inflate_all(stream, meter);
  (void)::inflateEnd(&stream);
  return result;
}

Result<> unxz_all(lzma_stream& stream, Meter& meter) {
  std::vector<std::uint8_t> piece(piece_size);
  for (;;) {
    stream.next_out = piece.data();
    stream.avail_out = piece.size();
    const lzma_ret status = ::lzma_code(&stream, LZMA_FINISH);
    LIMITEST_TRY_VOID(
        meter.pass({reinterpret_cast<const char*>(piece.data()), piece.size() - stream.avail_out}));
    if (status == LZMA_STREAM_END) return {};
    if (status == LZMA_BUF_ERROR) return failure("its xz data is cut short");
    if (status == LZMA_MEMLIMIT_ERROR) return failure("its xz data wants too much memory to unpack");
    if (status != LZMA_OK) return failure("its xz data is damaged");
  }
}

Result<> unxz(std::string_view data, Meter& meter) {
  lzma_stream stream = LZMA_STREAM_INIT;
  constexpr std::uint64_t most_memory = std::uint64_t{256} << 20;  // xz -9 wants 65 MiB
  if (::lzma_stream_decoder(&stream, most_memory, 0) != LZMA_OK)
    return failure("no memory to unpack xz data");
  stream.next_in = reinterpret_cast<const std::uint8_t*>(data.data());
  stream.avail_in = data.size();
  auto result = unxz_all(stream, meter);
  ::lzma_end(&stream);
  return result;
}

Result<> unzstd_all(ZSTD_DCtx* context, std::string_view data, Meter& meter) {
  std::string piece(piece_size, '\0');
  ZSTD_inBuffer in{data.data(), data.size(), 0};
  for (;;) {
    ZSTD_outBuffer out{piece.data(), piece.size(), 0};
    const std::size_t status = ::ZSTD_decompressStream(context, &out, &in);
    if (::ZSTD_isError(status)) return failure("its zstd data is damaged: {}", ::ZSTD_getErrorName(status));
    LIMITEST_TRY_VOID(meter.pass({piece.data(), out.pos}));
    if (status == 0) return {};
    if (in.pos == in.size && out.pos < out.size) return failure("its zstd data is cut short");
  }
}

Result<> unzstd(std::string_view data, Meter& meter) {
  ZSTD_DCtx* context = ::ZSTD_createDCtx();
  if (context == nullptr) return failure("no memory to unpack zstd data");
  (void)::ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 27);  // 128 MiB; zstd --ultra -22 asks as much
  auto result = unzstd_all(context, data, meter);
  (void)::ZSTD_freeDCtx(context);
  return result;
}

}  // namespace

Compression compression_of(std::string_view data) {
  if (data.starts_with("\x1f\x8b")) return Compression::gzip;
  if (data.starts_with("\xfd"
                       "7zXZ"))
    return Compression::xz;
  if (data.starts_with("\x28\xb5\x2f\xfd")) return Compression::zstd;
  return Compression::none;
}

Result<> decompress(std::string_view data, std::size_t most, const Sink& sink) {
  Meter meter(most, sink);
  switch (compression_of(data)) {
    case Compression::gzip:
      return gunzip(data, meter);
    case Compression::xz:
      return unxz(data, meter);
    case Compression::zstd:
      return unzstd(data, meter);
    case Compression::none:
      break;
  }
  return meter.pass(data);
}

Result<std::string> decompressed(std::string_view data, std::size_t most) {
  std::string whole;
  LIMITEST_TRY_VOID(decompress(data, most, [&](std::string_view piece) {
    whole.append(piece);
    return Result<>{};
  }));
  return whole;
}

}  // namespace limitest::guest
