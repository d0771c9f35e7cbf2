package vn.phusong.incident;

import java.util.ArrayList;
import java.util.List;

/** What one event made of the incidents: new revisions, and the notices they owe. Watch loop only. */
public final class Telling {
    private final List<Incident> changes = new ArrayList<>();
    private final List<Owed> owed = new ArrayList<>();

    void change(Incident incident) {
        changes.add(incident);
    }

    void owe(Owed.Step step, Incident incident) {
        owed.add(new Owed(incident.id() + "." + incident.revision(), step, incident));
    }

    public List<Incident> changes() {
        return changes;
    }

    public List<Owed> owed() {
        return owed;
    }
}
