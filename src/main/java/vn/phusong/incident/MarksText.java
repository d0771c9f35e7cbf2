package vn.phusong.incident;

import java.util.ArrayList;
import java.util.List;

/** What must be said beside an incident: that nobody sees it, or that it was found late. */
record MarksText(Incident incident) {
    String vi() {
        List<String> marks = new ArrayList<>();
        if (incident.marks().unobserved()) {
            marks.add(
                    isOn()
                            ? " Hiện không có dữ liệu đo: chưa biết tình trạng lúc này."
                            : " Không có dữ liệu đo lúc kết thúc: thời điểm có lại là mẫu tốt đầu tiên sau đó.");
        }
        if (incident.marks().retroactive()) {
            marks.add(" Phát hiện từ dữ liệu đến muộn.");
        }
        return String.join("", marks);
    }

    String en() {
        List<String> marks = new ArrayList<>();
        if (incident.marks().unobserved()) {
            marks.add(
                    isOn()
                            ? " Nobody measures it now: how it stands at this moment is not known."
                            : " Nobody measured when it ended: the time is that of the first good sample afterwards.");
        }
        if (incident.marks().retroactive()) {
            marks.add(" Found in late data.");
        }
        return String.join("", marks);
    }

    /** Of what goes on, before it is said: nobody sees it now. */
    String firstVi() {
        return incident.marks().unobserved() && isOn() ? "hiện không có dữ liệu đo; " : "";
    }

    String firstEn() {
        return incident.marks().unobserved() && isOn() ? "not measured now; " : "";
    }

    private boolean isOn() {
        return incident.isOpen() || ByHand.isHeld(incident);
    }
}
