package vn.phusong.journal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;

/** Reads what is durable. Every method blocks; one thread at a time; every list is bounded by its limit. */
public interface JournalReader extends AutoCloseable {
    /** One event with what it caused. */
    record Entry(long position, Commit.Step step) {}

    /** So many readings are enough for one answer of {@link #after}. */
    int READINGS_AT_ONCE = 50_000;

    /**
     * Entries after {@code position} in order, at most {@code limit} of them and no more once {@link #READINGS_AT_ONCE} readings are reached; none means the
     * end. Positions have gaps where readings that caused nothing were dropped; an entry that caused something stays, with no readings in it. Effects are as
     * they were, their outcomes {@code COMMITTED} for each reading here.
     */
    List<Entry> after(long position, int limit) throws JournalTrouble;

    /** All readings from this position on are still here; a refill reaches back to it. 1 when none were ever dropped. */
    long oldestReadings() throws JournalTrouble;

    /** How far a follower has come, 0 when it never noted anything. */
    long cursor(String follower) throws JournalTrouble;

    /** Notices after {@code position} in order, with the position of the commit that owes them. */
    List<Map.Entry<Long, Owed>> owedAfter(long position, int limit) throws JournalTrouble;

    /** Every notice one incident ever owed, oldest first, with the position of the commit that owes it. */
    List<Map.Entry<Long, Owed>> owedOf(String incident) throws JournalTrouble;

    /** Messages of a channel that are fixed and have no receipt. */
    List<Frozen> frozen(String channel) throws JournalTrouble;

    List<FollowerNote.Receipt> receipts(String owed) throws JournalTrouble;

    /** The newest messages a channel delivered, one receipt each, oldest first, at most {@code limit}; only the last {@value #RECEIPTS_SEEN} receipts of all are looked at. */
    List<FollowerNote.Receipt> delivered(String channel, int limit) throws JournalTrouble;

    /** Receipts that {@link #delivered} looks at: those of minutes, not of years. */
    int RECEIPTS_SEEN = 50_000;

    /** Changes of one village, of all its places and operators, within [from, to), in order. */
    List<StandingChange> standings(String village, long from, long to, int limit) throws JournalTrouble;

    /** What late data put right of the standings of one village within [from, to), known at {@code asOf} at the latest, in the order of knowing; of more than {@code limit} the newest. */
    List<Revision> revisions(String village, long from, long to, long asOf, int limit) throws JournalTrouble;

    /** The last change of every village (not of points) at or before {@code at}, for an indicator. */
    List<StandingChange> standingsAt(String indicator, long at) throws JournalTrouble;

    /** Newest revision of incidents, newest start first, ids after {@code after} in that order. Null filters match all. {@code asOf} is a time, or Long.MAX_VALUE. */
    List<Incident> incidents(IncidentQuery query) throws JournalTrouble;

    /** Every revision of one incident, oldest first; empty for an unknown id. */
    List<Incident> incidentHistory(String id) throws JournalTrouble;

    List<Rollup> rollups(String village, long from, long to, int limit) throws JournalTrouble;

    /**
     * Some rows of the state, as the newest snapshot has them.
     *
     * @param at time of that snapshot's last event, epoch milliseconds, 0 before the first snapshot
     */
    record State(long at, List<SnapshotRow> rows) {}

    /** Rows of one kind whose keys lie within [from, to), in the order of key. */
    State state(String kind, String from, String to) throws JournalTrouble;

    /** Newest first, ids below {@code before} (Long.MAX_VALUE for the first page). */
    List<Quarantined> quarantine(@Nullable String device, long before, int limit) throws JournalTrouble;

    List<SecurityEvent> securityLog(int limit) throws JournalTrouble;

    /** Rows of the audit log after number {@code n}, oldest first. */
    List<AuditRow> audit(long n, int limit) throws JournalTrouble;

    /** Rows of the audit log below number {@code n} (Long.MAX_VALUE for the first page), newest first; {@code subject} null for all. */
    List<AuditRow> auditBefore(@Nullable String subject, long n, int limit) throws JournalTrouble;

    /** How many rows the audit log must have. */
    long auditCount() throws JournalTrouble;

    /** A document that {@link Journal#keep} keeps, null when there is none of that name. */
    byte @Nullable [] document(String name) throws JournalTrouble;

    /** One row of the snapshot, at most {@code snapshot.every} old; null when there is none. */
    byte @Nullable [] state(String kind, String key) throws JournalTrouble;

    /** Every device's secret that is set or revoked. */
    List<DeviceSecret> secrets() throws JournalTrouble;

    /**
     * @param open true only open, false only closed, null both
     * @param village null for all
     * @param after id of the last one seen, null for the first page
     */
    record IncidentQuery(
            @Nullable Boolean open, @Nullable String village, long asOf, @Nullable String after, int limit) {}

    @Override
    void close();
}
