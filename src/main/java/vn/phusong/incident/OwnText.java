package vn.phusong.incident;

/** What an incident about ourselves is told by: that nothing came, from how many villages, and that nothing is concluded from it. */
record OwnText(Incident incident) {
    String vi(Owed.Step step) {
        String from = "từ " + Moment.text(start());
        return step == Owed.Step.CLOSED
                ? "đã nhận lại dữ liệu lúc " + Moment.text(end()) + " (gián đoạn " + Moment.lastsVi(end() - start())
                        + ", " + from + ")"
                : "không nhận được dữ liệu của " + incident.scope().villages() + " thôn " + from + " ("
                        + Moment.lastsVi(end() - start()) + "); chưa kết luận về vùng phủ";
    }

    String en(Owed.Step step) {
        String since = "since " + Moment.text(start());
        int villages = incident.scope().villages();
        return step == Owed.Step.CLOSED
                ? "receives data again since " + Moment.text(end()) + " (interrupted for "
                        + Moment.lastsEn(end() - start()) + ", " + since + ")"
                : "has received nothing from " + villages + (villages == 1 ? " village " : " villages ") + since + " ("
                        + Moment.lastsEn(end() - start()) + "); coverage not concluded";
    }

    private long start() {
        return incident.span().start();
    }

    private long end() {
        return incident.span().hasEnded() ? incident.span().end() : incident.at();
    }
}
