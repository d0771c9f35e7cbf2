package vn.phusong.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.journal.FollowerThread;

/**
 * Looks at ourselves twice a minute and tells the operators, once when a trouble begins and once when it has been over for a while. Never the department: its
 * ways are its own. A disk that takes nothing keeps nobody from being told; only then a restart may begin the trouble anew. Own thread only, but for
 * {@link #status()}.
 */
public final class OwnWatch {
    static final long EVERY_MS = 30_000;
    /** Gone for so long, it is over. */
    static final long OVER_AFTER_MS = 600_000;

    private static final Logger LOG = LoggerFactory.getLogger(OwnWatch.class);

    /**
     * What it lives on.
     *
     * @param figures of now
     * @param link address of our page, empty for none
     */
    public record Ground(Supplier<OwnFigures> figures, Shelf shelf, FollowerThread thread, String link) {}

    /** @param waiting letters not yet taken */
    public record Status(List<OwnTrouble> open, int waiting) {}

    private final Ground ground;
    private final OwnLimits limits;
    private final Post letters;
    private final OwnBook book;
    private final Map<String, OwnFigures> quiet = new HashMap<>();
    private List<OwnFigures> looks = List.of();
    private boolean isKept = true;

    // Any thread.
    private volatile Status status = new Status(List.of(), 0);

    /** @param channels ways to the operators, which carry letters about ourselves and never a notice */
    public OwnWatch(Ground ground, OwnLimits limits, List<Channel> channels, Backoff retry) {
        this.ground = ground;
        this.limits = limits;
        this.letters = new Post(channels, ground.thread(), retry, () -> true, this::settled);
        this.book = new OwnBook(ground.shelf().read(), letters);
    }

    public void start() {
        ground.thread().run(this::round);
    }

    public Status status() {
        return status;
    }

    private void round() {
        // First, so that a look that fails is not the last.
        ground.thread().after(EVERY_MS, this::round);
        OwnFigures now = ground.figures().get();
        List<OwnFigures> more = new ArrayList<>(looks);
        more.add(now);
        looks = OwnJudge.recent(more);
        List<OwnTrouble> troubles = OwnJudge.troubles(looks, limits);
        boolean isNew = begin(troubles, now);
        boolean isOver = end(troubles, now);
        if (isNew || isOver || !isKept) {
            keep();
        }
        letters.pump();
        show();
    }

    private boolean begin(List<OwnTrouble> troubles, OwnFigures now) {
        boolean isAny = false;
        for (OwnTrouble trouble : troubles) {
            if (!book.isOpen(trouble)) {
                OwnBook.Open open = book.begin(trouble, now.at());
                LOG.warn("ourselves: {} ({})", trouble.en(), open.id());
                owe(new OwnLetter(open.id(), trouble, now.at(), -1, ground.link()));
                isAny = true;
            }
        }
        return isAny;
    }

    private boolean end(List<OwnTrouble> troubles, OwnFigures now) {
        Set<String> lasting = troubles.stream().map(OwnTrouble::key).collect(Collectors.toSet());
        quiet.keySet().removeAll(lasting);
        if (now.steadyMs() - looks.get(0).steadyMs() < limits.settledAfterMs()) {
            return false;
        }
        boolean isAny = false;
        for (OwnBook.Open open : book.open()) {
            String key = open.trouble().key();
            if (!lasting.contains(key)) {
                OwnFigures since = quiet.computeIfAbsent(key, first -> now);
                if (now.steadyMs() - since.steadyMs() >= OVER_AFTER_MS) {
                    quiet.remove(key);
                    book.end(open);
                    LOG.info("ourselves: over: {} ({})", open.trouble().en(), open.id());
                    owe(new OwnLetter(open.id(), open.trouble(), open.start(), since.at(), ground.link()));
                    isAny = true;
                }
            }
        }
        return isAny;
    }

    private void owe(OwnLetter letter) {
        for (Channel channel : letters.channels()) {
            letters.owe(channel, letter.trouble().key(), letter);
        }
    }

    private void settled() {
        keep();
        show();
    }

    private void keep() {
        boolean could = ground.shelf().keep(book.bytes());
        if (!could && isKept) {
            LOG.warn("what the operators are told cannot be made durable now; they are told all the same");
        }
        isKept = could;
    }

    private void show() {
        status = new Status(book.open().stream().map(OwnBook.Open::trouble).toList(), letters.size());
    }
}
