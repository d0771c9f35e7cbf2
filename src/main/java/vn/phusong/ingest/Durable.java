package vn.phusong.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.incident.Incident;
import vn.phusong.journal.Commit;

/**
 * What has just become durable.
 *
 * @param picture the province as it stands after it, when one was painted
 * @param open every open incident, when a picture was painted
 */
public record Durable(long position, List<Commit.Step> steps, @Nullable CoverageMap picture, List<Incident> open) {}
