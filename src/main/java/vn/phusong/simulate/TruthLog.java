package vn.phusong.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The truth file: what was really broken, for whoever scores the verdicts. NDJSON, one line for each interval, written when the interval is decided, which
 * may be up to two hours before it begins; lines are appended, never changed:
 *
 * <pre>{"kind":"mast","place":"mast-017","operator":null,"villages":["gn-1","gn-2"],"from":"2026-03-01T08:20:07+07:00","to":"2026-03-01T09:31:00+07:00","cause":"mobile_site"}</pre>
 *
 * {@code kind} is one of the words of {@link FaultKind}; {@code place} the mast, base station, sector, village, commune, PON, line or device; {@code operator} whose it is, null for
 * all or none; {@code villages} those that feel it; {@code to} null for what never ends; {@code cause} as in incidents ({@code collection}: only we do not see).
 */
final class TruthLog implements AutoCloseable {
    private final @Nullable Writer out;

    private TruthLog(@Nullable Writer out) {
        this.out = out;
    }

    /** Appends to a file, which is made if it is not there; null keeps no truth. */
    static TruthLog to(@Nullable Path file) {
        if (file == null) {
            return new TruthLog(null);
        }
        try {
            return new TruthLog(Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the truth file " + file, e);
        }
    }

    void write(Iterable<Fault> decided) {
        if (out == null) {
            return;
        }
        try {
            for (Fault fault : decided) {
                out.write(line(fault));
                out.write('\n');
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(Fault fault) {
        return TruthFile.line(Truth.of(fault));
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
