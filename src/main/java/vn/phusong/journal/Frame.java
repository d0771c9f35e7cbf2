package vn.phusong.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

/** Bytes as they lie in the file: compressed (zstd, level 1), with their length and a checksum of the content. One thread at a time. */
final class Frame implements AutoCloseable {
    /** No body is larger; a length that claims more is damage, not a reason to reserve memory. */
    static final int LARGEST = 256 << 20;

    private static final int LEVEL = 1;

    private final ZstdCompressCtx compress = new ZstdCompressCtx();
    private final ZstdDecompressCtx decompress = new ZstdDecompressCtx();

    Frame() {
        compress.setLevel(LEVEL);
        compress.setChecksum(true);
        compress.setContentSize(true);
    }

    byte[] seal(byte[] content) {
        return compress.compress(content);
    }

    /** @throws Damaged when it is cut off, or not what was sealed */
    byte[] open(byte[] framed) {
        try {
            long size = Zstd.getFrameContentSize(framed);
            if (size < 0 || size > LARGEST) {
                throw new Damaged("it claims " + size + " bytes");
            }
            return decompress.decompress(framed, (int) size);
        } catch (ZstdException e) {
            throw new Damaged("checksum or frame broken", e);
        }
    }

    @Override
    public void close() {
        compress.close();
        decompress.close();
    }
}
