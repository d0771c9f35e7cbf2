package vn.phusong.incident;

/** What stands in brackets before a line: how bad it is, or that it is over; "resolved" only of what was measured to be. */
record HeadText(Owed.Step step, Incident incident) {
    String vi() {
        if (step == Owed.Step.CLOSED) {
            return incident.marks().withdrawn() ? "rút lại" : incident.marks().areMeasured() ? "đã khắc phục" : "đóng";
        }
        return incident.severity().vi();
    }

    String en() {
        if (step == Owed.Step.CLOSED) {
            return incident.marks().withdrawn() ? "withdrawn" : incident.marks().areMeasured() ? "resolved" : "closed";
        }
        return incident.severity().word();
    }
}
