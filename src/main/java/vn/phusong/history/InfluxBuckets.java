package vn.phusong.history;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.influxdb.client.domain.Bucket;
import com.influxdb.client.domain.BucketRetentionRules;
import com.influxdb.client.domain.Buckets;
import com.influxdb.client.domain.DBRP;
import com.influxdb.client.domain.DBRPCreate;
import com.influxdb.client.domain.DBRPs;
import com.influxdb.client.domain.Organizations;
import com.influxdb.client.domain.PatchBucketRequest;
import com.influxdb.client.domain.PatchRetentionRule;
import com.influxdb.client.domain.PostBucketRequest;
import com.influxdb.client.service.BucketsService;
import com.influxdb.client.service.DbrPsService;
import com.influxdb.client.service.OrganizationsService;
import java.io.IOException;
import java.util.List;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;
import retrofit2.Response;

/**
 * The buckets, how long they keep, and their names in InfluxQL, as the settings say: made when they are not there, changed when they are otherwise, left
 * alone when they are right. Needs read and write on the organization's buckets and no other right; with only the three buckets' own rights it works once
 * they are made and mapped.
 */
final class InfluxBuckets {
    private static final Logger LOG = LoggerFactory.getLogger(InfluxBuckets.class);
    /** The server cuts its list first and hides what a token may not see then: one is not enough. */
    private static final int MOST = 100;

    private final InfluxDoor door;
    private final HistorySettings settings;
    private final BucketsService buckets;
    private final DbrPsService mappings;
    private final OrganizationsService organizations;

    InfluxBuckets(InfluxDoor door, HistorySettings settings) {
        this.door = door;
        this.settings = settings;
        buckets = door.service(BucketsService.class);
        mappings = door.service(DbrPsService.class);
        organizations = door.service(OrganizationsService.class);
    }

    void prepare() throws HistoryTrouble {
        for (Keep keep : Keep.values()) {
            Bucket bucket = bucket(keep);
            map(keep, bucket);
        }
    }

    private Bucket bucket(Keep keep) throws HistoryTrouble {
        String name = keep.bucket(door.settings().database());
        Bucket there = find(name);
        if (there == null) {
            Bucket made = make(keep, name);
            LOG.info("InfluxDB: made bucket {}", name);
            return made;
        }
        int seconds = keep.seconds(settings);
        int now = there.getRetentionRules().isEmpty()
                ? 0
                : there.getRetentionRules().get(0).getEverySeconds();
        if (now != seconds) {
            PatchRetentionRule rule = new PatchRetentionRule();
            rule.setEverySeconds(seconds);
            // The server's own choice for the new time.
            rule.setShardGroupDurationSeconds(0L);
            run(buckets.patchBucketsID(there.getId(), new PatchBucketRequest().retentionRules(List.of(rule)), null));
            LOG.info("InfluxDB: bucket {} now keeps {} s, was {} s (0 = for ever)", name, seconds, now);
        }
        return there;
    }

    private @Nullable Bucket find(String name) throws HistoryTrouble {
        Buckets found =
                run(buckets.getBuckets(null, null, null, null, door.settings().org(), null, name, null), 404);
        return found == null || found.getBuckets().isEmpty()
                ? null
                : found.getBuckets().get(0);
    }

    private Bucket make(Keep keep, String name) throws HistoryTrouble {
        BucketRetentionRules rule = new BucketRetentionRules();
        rule.setEverySeconds(keep.seconds(settings));
        PostBucketRequest bucket =
                new PostBucketRequest().orgID(organization()).name(name).retentionRules(List.of(rule));
        return run(buckets.postBuckets(bucket, null));
    }

    /** Its id, read from any bucket of it, which needs no right on organizations; of one without buckets, from itself. */
    private String organization() throws HistoryTrouble {
        String org = door.settings().org();
        Buckets any = run(buckets.getBuckets(null, null, MOST, null, org, null, null, null));
        if (!any.getBuckets().isEmpty()) {
            return any.getBuckets().get(0).getOrgID();
        }
        Organizations found = run(organizations.getOrgs(null, null, null, null, org, null, null));
        if (found.getOrgs().isEmpty()) {
            throw door.refused(403, "it sees neither a bucket of organization " + org + " nor the organization");
        }
        return found.getOrgs().get(0).getId();
    }

    private void map(Keep keep, Bucket bucket) throws HistoryTrouble {
        InfluxSettings to = door.settings();
        DBRPs known =
                run(mappings.getDBRPs(null, bucket.getOrgID(), null, null, null, null, to.database(), keep.policy()));
        List<DBRP> content = known.getContent() == null ? List.of() : known.getContent();
        for (DBRP mapping : content) {
            // One the server only supposes has the id of its bucket; it goes when we make ours.
            boolean isSupposed = mapping.getId().equals(mapping.getBucketID());
            if (!isSupposed && mapping.getBucketID().equals(bucket.getId())) {
                return;
            }
            if (!isSupposed) {
                // Of a bucket that somebody deleted.
                run(mappings.deleteDBRPID(mapping.getId(), null, bucket.getOrgID(), null), 204);
            }
        }
        run(mappings.postDBRP(
                new DBRPCreate()
                        .orgID(bucket.getOrgID())
                        .bucketID(bucket.getId())
                        .database(to.database())
                        .retentionPolicy(keep.policy())
                        ._default(keep == Keep.FOREVER),
                null));
    }

    @CanIgnoreReturnValue
    private <T> T run(Call<T> call) throws HistoryTrouble {
        T body = run(call, 0);
        if (body == null) {
            throw new HistoryTrouble("InfluxDB at " + door.settings().url() + " answered nothing");
        }
        return body;
    }

    /** @param alsoGood a status that is no failure here; its answer is null */
    @CanIgnoreReturnValue
    private <T> @Nullable T run(Call<T> call, int alsoGood) throws HistoryTrouble {
        try {
            Response<T> answer = call.execute();
            if (answer.isSuccessful() || answer.code() == alsoGood) {
                return answer.body();
            }
            try (ResponseBody body = answer.errorBody()) {
                throw door.refused(answer.code(), body == null ? "" : body.string());
            }
        } catch (IOException e) {
            throw door.away(e);
        }
    }
}
