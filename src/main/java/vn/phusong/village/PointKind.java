package vn.phusong.village;

/** The centre decides whether a village is covered; a cluster can make it a pocket gap (lõm sóng); others are watched only. */
public enum PointKind {
    CENTRE,
    CLUSTER,
    OTHER
}
