package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Decides what is wrong with ourselves: a pure function of the figures of the last hour. */
final class OwnJudge {
    static final long HOUR_MS = 3_600_000;
    private static final double GB = 1L << 30;

    private final List<OwnFigures> looks;
    private final OwnFigures now;
    private final OwnLimits limits;
    private final List<OwnTrouble> troubles = new ArrayList<>();

    private OwnJudge(List<OwnFigures> looks, OwnLimits limits) {
        this.looks = looks;
        this.now = looks.get(looks.size() - 1);
        this.limits = limits;
    }

    /** @param looks of the last hour, oldest first, at least one */
    static List<OwnTrouble> troubles(List<OwnFigures> looks, OwnLimits limits) {
        OwnJudge judge = new OwnJudge(looks, limits);
        judge.brokers();
        judge.disk();
        judge.history();
        judge.quarantine();
        judge.channels();
        judge.refusals();
        judge.backlog();
        judge.clock();
        return judge.troubles;
    }

    private void say(OwnTrouble.Kind kind, String subject, String vi, String en) {
        troubles.add(new OwnTrouble(kind, subject, vi, en));
    }

    private void brokers() {
        now.brokers()
                .forEach((name, sentence) -> say(
                        OwnTrouble.Kind.BROKER,
                        name,
                        "Broker " + name + " vừa làm rơi bản tin; những bản ghi broker đã xác nhận có thể bị mất.",
                        "The broker " + name + " gave messages up; readings it had acknowledged may be lost: "
                                + sentence));
    }

    private void disk() {
        OwnFigures.Disk disk = now.disk();
        if (!disk.trouble().isEmpty()) {
            say(
                    OwnTrouble.Kind.DISK,
                    "",
                    "Không ghi được xuống đĩa, nên không bản ghi nào được xác nhận: " + disk.trouble(),
                    "Nothing can be made durable, so nothing is acknowledged: " + disk.trouble());
        } else if (disk.freeBytes() >= 0 && disk.freeBytes() < limits.freeBytes()) {
            String free = String.format(Locale.ROOT, "%.1f", disk.freeBytes() / GB);
            say(
                    OwnTrouble.Kind.DISK,
                    "",
                    "Ổ đĩa của thư mục dữ liệu chỉ còn trống " + free.replace('.', ',') + " GB.",
                    "Only " + free + " GB are free on the disk of the data folder.");
        }
    }

    private void history() {
        if (now.lagMs() > limits.lagMs()) {
            long minutes = now.lagMs() / 60_000;
            say(
                    OwnTrouble.Kind.HISTORY,
                    "",
                    "Kho lịch sử chậm " + minutes
                            + " phút; biểu đồ chưa đủ, việc xét trạng thái và cảnh báo vẫn tiếp tục.",
                    "History is " + minutes + " min behind; charts are incomplete, verdicts and alerts go on.");
        }
    }

    private void quarantine() {
        long refused = now.refused() - looks.get(0).refused();
        if (refused > limits.refusedAnHour()) {
            say(
                    OwnTrouble.Kind.QUARANTINE,
                    "",
                    "Trong một giờ qua có " + refused + " bản ghi bị từ chối; xem khu cách ly.",
                    refused + " readings were refused within an hour; see the quarantine.");
        }
    }

    private void channels() {
        now.channels().forEach((name, sentence) -> {
            OptionalLong since = failingSince(name);
            if (since.isPresent() && now.steadyMs() - since.getAsLong() >= limits.failingMs()) {
                long minutes = limits.failingMs() / 60_000;
                say(
                        OwnTrouble.Kind.CHANNEL,
                        name,
                        "Kênh " + name + " không nhận thông báo nào đã hơn " + minutes + " phút: " + sentence,
                        "The channel " + name + " has taken no notice for more than " + minutes + " min: " + sentence);
            }
        });
    }

    /** A refusal for good ends no message's waiting but its own: without a word of ours nobody would know. */
    private void refusals() {
        now.told().forEach((name, told) -> {
            long refused = refusedSinceTaken(name);
            boolean isSaid = troubles.stream()
                    .anyMatch(it ->
                            it.kind() == OwnTrouble.Kind.CHANNEL && it.subject().equals(name));
            if (refused > 0 && !isSaid) {
                say(
                        OwnTrouble.Kind.CHANNEL,
                        name,
                        "Kênh " + name + " từ chối hẳn " + refused
                                + " thông báo; các thông báo này không được gửi lại. Xem biên nhận của sự cố.",
                        "The channel " + name + " refused " + refused
                                + (refused == 1 ? " notice" : " notices")
                                + " for good; they are not sent again. See the receipts of the incidents.");
            }
        });
    }

    /** How many, up to now, since it last took a message; those that came between the same two looks as a taken one count. */
    private long refusedSinceTaken(String channel) {
        long refused = 0;
        for (int i = looks.size() - 1; i > 0; i--) {
            OwnFigures.Told before = looks.get(i - 1).told().getOrDefault(channel, OwnFigures.Told.NOTHING);
            OwnFigures.Told after = looks.get(i).told().getOrDefault(channel, OwnFigures.Told.NOTHING);
            refused += after.refused() - before.refused();
            if (after.taken() > before.taken()) {
                return refused;
            }
        }
        return refused;
    }

    /** The first of the looks without a break up to now in which it failed. */
    private OptionalLong failingSince(String channel) {
        OptionalLong since = OptionalLong.empty();
        for (int i = looks.size() - 1; i >= 0 && looks.get(i).channels().containsKey(channel); i--) {
            since = OptionalLong.of(looks.get(i).steadyMs());
        }
        return since;
    }

    private void backlog() {
        if (now.waiting() > limits.waiting()) {
            say(
                    OwnTrouble.Kind.BACKLOG,
                    "",
                    now.waiting() + " thông báo đang chờ gửi.",
                    now.waiting() + " notices wait to be told.");
        }
    }

    private void clock() {
        for (int i = looks.size() - 1; i > 0; i--) {
            OwnFigures one = looks.get(i - 1);
            OwnFigures next = looks.get(i);
            if (now.steadyMs() - next.steadyMs() > OwnLimits.JUMP_SAID_MS) {
                return;
            }
            long jump = (next.at() - one.at()) - (next.steadyMs() - one.steadyMs());
            if (Math.abs(jump) > limits.jumpMs()) {
                sayJump(jump / 1_000);
                return;
            }
        }
    }

    private void sayJump(long s) {
        say(
                OwnTrouble.Kind.CLOCK,
                "",
                "Đồng hồ của máy chủ nhảy " + (s > 0 ? "tới " : "lùi ") + Math.abs(s)
                        + " giây, hoặc máy đã bị tạm dừng; kiểm tra NTP.",
                "The clock of this machine jumped " + (s > 0 ? "ahead" : "back") + " by " + Math.abs(s)
                        + " s, or the machine was suspended; check NTP.");
    }

    /** Those of the looks that are still within an hour of the newest. */
    static List<OwnFigures> recent(List<OwnFigures> looks) {
        long now = looks.get(looks.size() - 1).steadyMs();
        return looks.stream().filter(look -> now - look.steadyMs() <= HOUR_MS).toList();
    }
}
