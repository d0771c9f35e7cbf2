package vn.phusong.journal;

import java.util.List;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.incident.Act;

/**
 * All that becomes durable together.
 *
 * @param steps events in order with what each caused; readings that were duplicates, conflicts or not allowed are kept out of the event that is written
 * @param rows snapshot rows dirtied since the last snapshot, standing for the state after the last step; empty when this commit carries none
 * @param refused messages and readings refused for good, with their first bytes
 * @param security what the security log gets
 * @param notes what followers hand in: cursors and receipts
 * @param secrets device secrets to set or revoke
 * @param acts of people, in order, for the audit log
 */
public record Commit(
        List<Step> steps,
        List<SnapshotRow> rows,
        List<Quarantined> refused,
        List<SecurityEvent> security,
        List<FollowerNote> notes,
        List<DeviceSecret> secrets,
        List<Act> acts) {
    /** Without acts. */
    public Commit(
            List<Step> steps,
            List<SnapshotRow> rows,
            List<Quarantined> refused,
            List<SecurityEvent> security,
            List<FollowerNote> notes,
            List<DeviceSecret> secrets) {
        this(steps, rows, refused, security, notes, secrets, List.of());
    }

    /** One event and its effects. */
    public record Step(Event event, Effects effects) {}
}
