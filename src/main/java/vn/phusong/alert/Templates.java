package vn.phusong.alert;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.incident.IncidentText;

/**
 * Texts of messages as people wrote them, in Mustache: sections over lists and truths, no code. Read anew for each message, so that an edit needs no restart.
 * A template that is broken never costs a message: the built-in text goes out, the trouble is counted and logged once for as long as it is the same.
 * Any thread.
 */
public final class Templates {
    /** Only what is built in. */
    public static final Templates NONE = new Templates(null);

    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);
    private static final int LONGEST_FILE = 64 * 1024;
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int LONGEST_SUBJECT = 300;

    private final @Nullable Path folder;
    private final AtomicLong broken = new AtomicLong();
    private final Map<TemplateFile, String> troubles = new ConcurrentHashMap<>();

    /** @param folder null for none; a file that is not in it leaves the built-in text */
    public Templates(@Nullable Path folder) {
        this.folder = folder;
    }

    /** The text of that name, or the built-in one. */
    String of(TemplateFile which, Map<String, Object> data, String builtIn) {
        Path file = folder == null ? null : folder.resolve(which.file);
        if (file == null || !Files.exists(file)) {
            return builtIn;
        }
        try {
            String text = checked(which, filled(which, file, data));
            if (troubles.remove(which) != null) {
                LOG.info("template {} works again", file);
            }
            return text;
        } catch (IOException | RuntimeException e) {
            // Whatever is wrong with it: a message must not be lost for how it looks.
            broken.incrementAndGet();
            String why = String.valueOf(e.getMessage());
            if (!why.equals(troubles.put(which, why))) {
                LOG.warn("template {} is broken, the built-in text goes out: {}", file, why);
            }
            return builtIn;
        }
    }

    private static String filled(TemplateFile which, Path file, Map<String, Object> data) throws IOException {
        if (Files.size(file) > LONGEST_FILE) {
            throw new IOException("longer than " + LONGEST_FILE + " bytes");
        }
        String template = Files.readString(file, StandardCharsets.UTF_8);
        Bounded text = new Bounded();
        Mustache.Compiler compiler = which.compiler();
        compiler.compile(template).execute(data, text);
        return text.text.toString();
    }

    private static String checked(TemplateFile which, String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .forEach(clean::appendCodePoint);
        if (clean.toString().isBlank()) {
            throw new IllegalArgumentException("nothing is left of the text");
        }
        if (which == TemplateFile.MAIL_SUBJECT) {
            String line = clean.toString().strip().replaceAll("\\s+", " ");
            return line.substring(0, line.offsetByCodePoints(0, Math.min(LONGEST_SUBJECT, line.codePointCount(0, line.length()))));
        }
        return clean.toString().stripTrailing();
    }

    /** What a post says of a notice. */
    IncidentText post(Notice notice) {
        IncidentText text = notice.text();
        if (folder == null) {
            return text;
        }
        Map<String, Object> data = TemplateWords.of(notice);
        return new IncidentText(
                of(TemplateFile.WEBHOOK_VI, data, text.vi()), of(TemplateFile.WEBHOOK_EN, data, text.en()));
    }

    /** Texts that were asked for and could not be made since the start. */
    public long broken() {
        return broken.get();
    }

    /** What is wrong with which file now. */
    public Map<String, String> troubles() {
        TreeMap<String, String> all = new TreeMap<>();
        troubles.forEach((which, why) -> all.put(which.file, why));
        return all;
    }

    /** Ends a template that goes on and on. */
    private static final class Bounded extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] from, int off, int length) throws IOException {
            if (text.length() + length > LONGEST_TEXT) {
                throw new IOException("the text is longer than " + LONGEST_TEXT + " characters");
            }
            text.append(from, off, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
