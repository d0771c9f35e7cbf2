package vn.phusong.incident;

import org.jspecify.annotations.Nullable;

/**
 * An incident in one line a person can read, in Vietnamese and in English (templates of domain.md §6). Equal notices, equal lines: the clock is not
 * asked. Never more certain than the evidence.
 */
public record IncidentText(String vi, String en) {
    /** Below this a cause is only possible. */
    private static final double LIKELY = 0.5;

    /** What is told with a notice. */
    public static IncidentText of(Owed owed, Names names) {
        return of(owed.step(), owed.incident(), names);
    }

    /** What is shown of an incident at this revision. */
    public static IncidentText of(Incident incident, Names names) {
        Owed.Step step = !incident.isOpen()
                ? Owed.Step.CLOSED
                : incident.marks().flapping() ? Owed.Step.FLAPPING : Owed.Step.OPENED;
        return of(step, incident, names);
    }

    /**
     * What is told with a notice in one sentence, without its full stop: what, where and since when, and what takes away from it, first. No cause, no number
     * and nobody's words: a subject, a headline, a line of a list.
     */
    public static IncidentText brief(Owed owed, Names names) {
        Told told = told(owed.step(), owed.incident(), names);
        MarksText marks = new MarksText(owed.incident());
        return new IncidentText(
                told.whereVi() + marks.firstVi() + told.facts().vi(owed.step()),
                told.whereEn() + marks.firstEn() + told.facts().en(owed.step()));
    }

    private static IncidentText of(Owed.Step step, Incident incident, Names names) {
        Told told = told(step, incident, names);
        Facts facts = told.facts();
        String vi = told.whereVi() + facts.vi(step) + "." + HandText.reasonVi(incident) + facts.causeVi(step)
                + facts.evidenceVi(step) + facts.householdsVi() + new MarksText(incident).vi();
        String en = told.whereEn() + facts.en(step) + "." + HandText.reasonEn(incident) + facts.causeEn(step)
                + facts.evidenceEn(step) + facts.householdsEn() + new MarksText(incident).en();
        return new IncidentText(vi, en);
    }

    /** The head and the place, and what is told of it. */
    private record Told(String whereVi, String whereEn, Facts facts) {}

    private static Told told(Owed.Step step, Incident incident, Names names) {
        String operators = String.join(
                ", ",
                incident.scope().operators().stream()
                        .map(names.operator())
                        .map(Names::clean)
                        .toList());
        MobileText mobile = new MobileText(incident.scope().reach());
        boolean isOver = step == Owed.Step.CLOSED;
        String placeVi = isOver ? names.place() : mobile.placeVi(incident.cause(), names.place());
        String placeEn = isOver ? names.placeEn() : mobile.placeEn(incident.cause(), names.placeEn());
        HeadText head = new HeadText(step, incident);
        return new Told(
                names.markVi() + "[" + head.vi() + "] " + placeVi + ": ",
                names.markEn() + "[" + head.en() + "] " + placeEn + ": ",
                new Facts(incident, operators));
    }

    /** The parts of the line that depend on what is down. */
    private record Facts(Incident incident, String operators) {
        private static final String NOT_KNOWN = "chưa rõ";

        String vi(Owed.Step step) {
            String from = "từ " + Moment.text(start());
            String lasts = "(" + Moment.lastsVi(lasted()) + ")";
            if (incident.cause() == Cause.COLLECTION) {
                return new OwnText(incident).vi(step);
            }
            return switch (step) {
                case OPENED -> lost().lostVi() + " " + from + " " + lasts;
                case REOPENED -> reopenedVi(from, lasts);
                case RAISED ->
                    "nâng mức lên " + incident.severity().vi() + ": " + lost().lostVi() + " " + from + " " + lasts;
                case FLAPPING ->
                    lost().subjectVi() + " chập chờn, mất rồi lại có nhiều lần, lần này " + from
                            + "; các thông báo tiếp theo tạm ngưng cho đến khi ổn định";
                case CLOSED -> closedVi(from);
            };
        }

        private String reopenedVi(String from, String lasts) {
            HandText hand = hand();
            return hand == null ? lost().lostAgainVi() + " " + from + " " + lasts : hand.reopenedVi(from);
        }

        private String closedVi(String from) {
            if (incident.marks().withdrawn()) {
                return "theo dữ liệu đến sau, không có lần " + lost().lostVi() + " đủ lâu để báo " + from + " đến "
                        + Moment.text(end());
            }
            if (incident.marks().left()) {
                String what = lost().isFibre()
                        ? "các đường cáp quang này không còn trong danh sách"
                        : "nơi này không còn được đo";
                return "ngừng theo dõi, " + what + "; " + lost().lostVi() + " " + from + ", chưa xác nhận có lại";
            }
            HandText hand = hand();
            boolean isLate = incident.marks().unobserved();
            String back = new BackText(incident, lost())
                    .vi((isLate ? "chậm nhất lúc " : "lúc ") + Moment.text(end())
                            + (isLate ? " (mất nhiều nhất " : " (mất ") + Moment.lastsVi(lasted()) + ", " + from + ")");
            return hand == null ? back : hand.closedVi(from, back);
        }

        String en(Owed.Step step) {
            String since = "since " + Moment.text(start());
            String lasts = "(" + Moment.lastsEn(lasted()) + ")";
            if (incident.cause() == Cause.COLLECTION) {
                return new OwnText(incident).en(step);
            }
            return switch (step) {
                case OPENED -> lost().subjectEn() + " lost " + since + " " + lasts;
                case REOPENED -> reopenedEn(since, lasts);
                case RAISED ->
                    "raised to " + incident.severity().word() + ": " + lost().subjectEn() + " lost " + since + " "
                            + lasts;
                case FLAPPING ->
                    lost().subjectEn() + " unstable, lost and back again and again, this time " + since
                            + "; further notices are held back until it is stable";
                case CLOSED -> closedEn(since);
            };
        }

        private String reopenedEn(String since, String lasts) {
            HandText hand = hand();
            return hand == null ? lost().subjectEn() + " lost again " + since + " " + lasts : hand.reopenedEn(since);
        }

        private String closedEn(String since) {
            if (incident.marks().withdrawn()) {
                return "by data that came later, " + lost().subjectEn()
                        + " was not lost long enough to be told between " + Moment.text(start()) + " and "
                        + Moment.text(end());
            }
            if (incident.marks().left()) {
                String what = lost().isFibre()
                        ? "these fibre lines left the registry"
                        : "this place is not measured any more";
                return "no longer watched, " + what + "; not confirmed to be back: " + lost().subjectEn() + ", lost "
                        + since;
            }
            HandText hand = hand();
            boolean isLate = incident.marks().unobserved();
            String back = new BackText(incident, lost())
                    .en("at " + Moment.text(end()) + (isLate ? " at the latest (lost for at most " : " (lost for ")
                            + Moment.lastsEn(lasted()) + ", " + since + ")");
            return hand == null ? back : hand.closedEn(since, back);
        }

        private @Nullable HandText hand() {
            Hand hand = incident.marks().hand();
            return hand == null ? null : new HandText(incident, hand, lost());
        }

        private Lost lost() {
            return new Lost(incident, operators);
        }

        String causeVi(Owed.Step step) {
            if (incident.cause() == Cause.COLLECTION || step == Owed.Step.CLOSED) {
                return "";
            }
            String cause = causeVi();
            if (cause.isEmpty()) {
                return " Nguyên nhân: " + NOT_KNOWN + ".";
            }
            return (incident.confidence() < LIKELY ? " Nguyên nhân có thể là: " : " Nguyên nhân dự kiến: ") + cause
                    + ".";
        }

        String causeEn(Owed.Step step) {
            if (incident.cause() == Cause.COLLECTION || step == Owed.Step.CLOSED) {
                return "";
            }
            String cause = causeEn();
            if (cause.isEmpty()) {
                return " Cause: not known.";
            }
            return (incident.confidence() < LIKELY ? " Possible cause: " : " Probable cause: ") + cause + ".";
        }

        private String causeVi() {
            Network network = incident.scope().network();
            return network == null
                    ? new MobileText(incident.scope().reach()).causeVi(incident.cause())
                    : new NetworkText(network).causeVi(incident.cause());
        }

        private String causeEn() {
            Network network = incident.scope().network();
            return network == null
                    ? new MobileText(incident.scope().reach()).causeEn(incident.cause())
                    : new NetworkText(network).causeEn(incident.cause());
        }

        String evidenceVi(Owed.Step step) {
            return step == Owed.Step.CLOSED ? "" : EvidenceText.vi(incident);
        }

        String evidenceEn(Owed.Step step) {
            return step == Owed.Step.CLOSED ? "" : EvidenceText.en(incident);
        }

        /** The incident of one village counts its lines, that of a network the households behind them. */
        private boolean countsLines() {
            return lost().isFibre() && incident.scope().network() == null;
        }

        String householdsVi() {
            if (incident.cause() == Cause.COLLECTION || incident.marks().withdrawn()) {
                return "";
            }
            int households = incident.scope().households();
            String count = households < 0 ? NOT_KNOWN : Integer.toString(households);
            return (countsLines() ? " Đường cáp quang ảnh hưởng: " : " Hộ ảnh hưởng: ") + count + ".";
        }

        String householdsEn() {
            if (incident.cause() == Cause.COLLECTION || incident.marks().withdrawn()) {
                return "";
            }
            int households = incident.scope().households();
            String count = households < 0 ? "not known" : Integer.toString(households);
            return (countsLines() ? " Fibre lines affected: " : " Households affected: ") + count + ".";
        }

        private long start() {
            return incident.span().start();
        }

        private long end() {
            return incident.span().hasEnded() ? incident.span().end() : incident.at();
        }

        private long lasted() {
            return end() - start();
        }
    }
}
