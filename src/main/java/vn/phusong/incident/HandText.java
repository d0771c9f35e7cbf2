package vn.phusong.incident;

/**
 * What is told of an incident that a person closed or re-opened: by whom and why, and never that service is back when nobody measured that it is. That nobody
 * did is said before anything else, so that no line is cut before it.
 */
record HandText(Incident incident, Hand hand, Lost lost) {
    String closedVi(String from, String back) {
        return (ByHand.isHeld(incident) ? "chưa xác nhận " + lost.subjectVi() + " có lại (mất " + from + ")" : back)
                + "; sự cố do " + Names.clean(hand.by()) + " đóng lúc " + Moment.text(hand.at());
    }

    String closedEn(String since, String back) {
        return (ByHand.isHeld(incident) ? "not confirmed to be back: " + lost.subjectEn() + ", lost " + since : back)
                + "; closed by " + Names.clean(hand.by()) + " at " + Moment.text(hand.at());
    }

    String reopenedVi(String from) {
        return lost.lostVi() + " " + from + ", chưa xác nhận có lại; sự cố do " + Names.clean(hand.by())
                + " mở lại lúc " + Moment.text(hand.at());
    }

    String reopenedEn(String since) {
        return "not confirmed to be back: " + lost.subjectEn() + ", lost " + since + "; re-opened by "
                + Names.clean(hand.by()) + " at " + Moment.text(hand.at());
    }

    /** A sentence of its own: others write full stops where they like. */
    static String reasonVi(Incident incident) {
        String reason = reason(incident);
        return reason.isEmpty() ? "" : " Lý do được ghi: “" + reason + "”" + stop(reason);
    }

    static String reasonEn(Incident incident) {
        String reason = reason(incident);
        return reason.isEmpty() ? "" : " Reason given: “" + reason + "”" + stop(reason);
    }

    private static String stop(String reason) {
        return reason.matches(".*[.!?…]") ? "" : ".";
    }

    private static String reason(Incident incident) {
        Hand hand = incident.marks().hand();
        return hand == null ? "" : Names.clean(hand.reason().strip().replace('\n', ' '));
    }
}
