package vn.phusong.incident;

/** What is told of an incident that a person closed or re-opened: by whom and why, and never that service is back when nobody measured that it is. */
record HandText(Incident incident, Hand hand, Lost lost) {
    String closedVi(String from, String back) {
        return "do " + Names.clean(hand.by()) + " đóng lúc " + Moment.text(hand.at()) + reasonVi() + "; "
                + (ByHand.isHeld(incident) ? "chưa xác nhận " + lost.subjectVi() + " có lại (mất " + from + ")" : back);
    }

    String closedEn(String since, String back) {
        return "closed by " + Names.clean(hand.by()) + " at " + Moment.text(hand.at()) + reasonEn() + "; "
                + (ByHand.isHeld(incident)
                        ? lost.subjectEn() + ", lost " + since + ", is not confirmed to be back"
                        : back);
    }

    String reopenedVi(String from) {
        return "do " + Names.clean(hand.by()) + " mở lại lúc " + Moment.text(hand.at()) + reasonVi() + "; "
                + lost.lostVi() + " " + from + ", chưa xác nhận có lại";
    }

    String reopenedEn(String since) {
        return "re-opened by " + Names.clean(hand.by()) + " at " + Moment.text(hand.at()) + reasonEn() + "; "
                + lost.subjectEn() + ", lost " + since + ", is not confirmed to be back";
    }

    private String reasonVi() {
        return hand.reason().isBlank()
                ? ""
                : ", lý do: " + Names.clean(hand.reason().replace('\n', ' '));
    }

    private String reasonEn() {
        return hand.reason().isBlank()
                ? ""
                : ", reason: " + Names.clean(hand.reason().replace('\n', ' '));
    }
}
