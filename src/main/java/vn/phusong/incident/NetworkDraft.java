package vn.phusong.incident;

import java.util.Collection;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Rules;

/** What the PONs of an incident of the network make of it now. */
record NetworkDraft(NetworkCause cause, Severity severity, Incident.Scope scope) {
    private static final int MANY_HOUSEHOLDS = 500;

    static NetworkDraft of(Collection<PonSignal> said, long start, Rules.Alerts rules, long now) {
        Network network = NetworkParts.joined(said);
        int siblings =
                said.stream().mapToInt(signal -> signal.pon().siblings()).max().orElse(1);
        Severity byTime = Evidence.byDuration(rules, now - start);
        Severity severity = network.households() > MANY_HOUSEHOLDS ? Severity.CRITICAL : byTime;
        return new NetworkDraft(NetworkCause.of(network, siblings), severity, NetworkParts.scope(network));
    }

    /** The revision after that one. */
    Incident after(
            Incident was, IncidentState state, long at, Severity told, Incident.Span span, Incident.Marks marks) {
        return new Incident(
                was.id(),
                was.revision() + 1,
                state,
                at,
                told,
                cause.cause(),
                cause.confidence(),
                span,
                scope,
                marks,
                was.earlier());
    }
}
