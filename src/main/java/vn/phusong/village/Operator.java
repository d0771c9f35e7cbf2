package vn.phusong.village;

import java.util.List;

/** A mobile or fibre operator and the PLMNs (MCC + two-digit MNC as text) that are its home networks. */
public record Operator(String id, String name, List<String> plmns) {
    public Operator {
        plmns = List.copyOf(plmns);
    }
}
