package io.backstay.incident.intake;

import io.backstay.base.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known when a case is opened. Whatever is absent was not said.
///
/// @param firm        the customer's name
/// @param tenant      the value of its tenant key
/// @param dataset     in the customer's words, such as `invoices`
/// @param about       the approximate moment of the loss
/// @param uncertainty how far the true moment may lie on either side; absent means not at all
/// @param zone        the customer's time zone
/// @param asker       who asks
/// @param verifiedBy  how that person was verified, such as `called back`
/// @param severity    1 (worst) to 4
/// @param policy      the policy that is promised to this customer; absent where a restore began without a call and
///                    nobody named one
/// @param asset       the database that held it
/// @param reportedAt  when we were told
/// @param updateEvery how often the customer hears from us; absent means by severity
/// @param recognised  the fields that were found in pasted text and not typed
public record CaseIntake(
        String firm,
        @Nullable String tenant,
        @Nullable String dataset,
        @Nullable Instant about,
        @Nullable Duration uncertainty,
        String zone,
        @Nullable String asker,
        @Nullable String verifiedBy,
        @Nullable Reason reason,
        @Nullable Integer severity,
        @Nullable String policy,
        @Nullable AssetId asset,
        Instant reportedAt,
        @Nullable Duration updateEvery,
        List<String> recognised) {
    /// The kind of paper that it is kept as in a case.
    public static final String PAPER = "intake";

    /// The same once it is known which database held it.
    public CaseIntake in(AssetId database) {
        return new CaseIntake(
                firm,
                tenant,
                dataset,
                about,
                uncertainty,
                zone,
                asker,
                verifiedBy,
                reason,
                severity,
                policy,
                database,
                reportedAt,
                updateEvery,
                recognised);
    }

    /// How far the true moment may lie on either side.
    public Duration spread() {
        return uncertainty == null ? Duration.ZERO : uncertainty;
    }

    /// How long ago the data was lost at most; zero while nobody has said when.
    public Duration age(Instant now) {
        return about == null ? Duration.ZERO : Duration.between(about.minus(spread()), now);
    }

    /// What the case is called.
    public String title() {
        return firm + " lost " + (dataset == null ? "data" : dataset);
    }
}
