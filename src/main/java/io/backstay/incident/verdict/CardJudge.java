package io.backstay.incident.verdict;

import io.backstay.base.AssetId;
import io.backstay.base.Durations;
import io.backstay.base.TenantId;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.estate.Tenant;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Faces;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement.Limit.Reach;
import io.backstay.policy.promise.Tiers;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Promise;
import io.backstay.restore.verdict.Verdict;
import io.backstay.restore.verdict.Verdict.Answer;
import io.backstay.restore.verdict.Verdict.Because;
import io.backstay.restore.verdict.Verdict.Mark;
import io.backstay.restore.verdict.Verdicts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives the card for a case: facts, policy and clock in, card out. Works offline.
public final class CardJudge {
    private static final Duration STALE = Duration.ofHours(24);

    private final CaseIntake intake;
    private final Policy policy;
    private final PolicyWords words;
    private final Observed observed;
    private final Instant now;

    private CardJudge(CaseIntake intake, Policy policy, Observed observed, Instant now) {
        this.intake = intake;
        this.policy = policy;
        this.words = new PolicyWords(policy);
        this.observed = observed;
        this.now = now;
    }

    /// The card at an instant.
    public static VerdictCard judge(CaseIntake intake, Policy policy, Observed observed, Instant now) {
        return new CardJudge(intake, policy, observed, now).judge();
    }

    private VerdictCard judge() {
        Instant about = intake.about();
        if (about == null) {
            return unknown("It is not known about when the data was lost", null);
        }
        List<Asset> candidates = candidates();
        if (candidates.size() != 1) {
            return unknown(whichDatabase(candidates), about);
        }
        Asset asset = candidates.getFirst();
        Promise promise = TenantPromise.of(policy, age(about));
        Verdict verdict = Verdicts.judge(asked(asset.id(), about), asset, observed.points(asset), promise, now);
        List<Because> because = new ArrayList<>(verdict.because());
        if (verdict.answer() == Answer.NO) {
            because.addAll(whyNot(about));
        }
        staleness(asset, because);
        var complete = new Verdict(
                verdict.answer(),
                verdict.point(),
                verdict.restoreTo(),
                verdict.lossWindow(),
                verdict.expiresAt(),
                List.copyOf(because));
        return new VerdictCard(
                policy.equals(Policy.NONE) ? null : policy.id(),
                now,
                asset.id(),
                asset.observation().observedAt(),
                complete,
                loss(complete),
                observed.takes(asset),
                words.cited(promise, age(about)),
                words.firstHelp());
    }

    /// From the earliest moment at which it may have happened until now.
    private Duration age(Instant about) {
        return Duration.between(about.minus(intake.spread()), now);
    }

    private Intake asked(AssetId asset, Instant about) {
        String tenant = Objects.requireNonNullElse(intake.tenant(), "?");
        return new Intake(
                asset,
                null,
                new Tenant(new TenantId(tenant), intake.firm()),
                Objects.requireNonNullElse(intake.dataset(), "data"),
                about,
                intake.spread(),
                ZoneId.of(intake.zone()),
                Objects.requireNonNullElse(intake.asker(), "not known"),
                Objects.requireNonNullElse(intake.verifiedBy(), "not verified"),
                intake.reportedAt());
    }

    /// Nobody's data is lost from a practice database unless the case says so.
    private List<Asset> candidates() {
        return observed.databases().stream()
                .filter(asset -> intake.asset() == null
                        ? asset.environment() != Environment.PRACTICE && policy.covers(asset.environment())
                        : asset.id().equals(intake.asset()))
                .toList();
    }

    private String whichDatabase(List<Asset> candidates) {
        if (candidates.isEmpty() && intake.asset() != null) {
            return "Nothing was ever observed of the database " + intake.asset()
                    + "; sync its connection, or judge by exported manifests";
        }
        if (candidates.isEmpty()) {
            return policy.equals(Policy.NONE)
                    ? "The case names no database, and has no policy that says which it can be"
                    : "No database is known that the policy " + policy.id()
                            + " covers; add its connection and sync it, or judge by exported manifests";
        }
        return "It is not known which database held the data; name one of them in the intake: "
                + String.join(
                        ", ",
                        candidates.stream().map(asset -> asset.id().value()).toList());
    }

    private List<Because> whyNot(Instant about) {
        List<Because> because = new ArrayList<>();
        Tiers.Tier reach = words.reach();
        Duration age = age(about);
        if (reach != null && age.compareTo(reach.keep()) > 0) {
            because.add(new Because(
                    Mark.BREACH,
                    "Backups reach back " + Durations.words(reach.keep()) + " and the loss is "
                            + Durations.rough(age) + " old: the last backup from before it went by "
                            + face(about.minus(intake.spread()).plus(reach.keep())),
                    reach.clause().quotation()));
        }
        for (Reach limit : List.of(Reach.NEWEST_POINT, Reach.RETENTION)) {
            Clause clause = words.limit(limit);
            if (clause != null) {
                because.add(new Because(Mark.WARNING, "The policy says so itself", clause.quotation()));
            }
        }
        return because;
    }

    private void staleness(Asset asset, List<Because> because) {
        Duration old = Duration.between(asset.observation().observedAt(), now);
        if (old.compareTo(STALE) > 0) {
            because.add(new Because(
                    Mark.WARNING,
                    "What is known of " + asset.name() + " is " + Durations.rough(old)
                            + " old: sync, or look again at the provider, before anybody is told",
                    null));
        }
    }

    private VerdictCard unknown(String fact, @Nullable Instant about) {
        List<Because> because = new ArrayList<>();
        because.add(new Because(Mark.UNKNOWN, fact, null));
        Duration age = about == null ? Duration.ZERO : age(about);
        if (about != null) {
            because.addAll(whyNot(about).stream()
                    .filter(reason -> reason.mark() == Mark.BREACH)
                    .map(reason ->
                            new Because(Mark.WARNING, "By the policy alone: " + reason.fact(), reason.quotation()))
                    .toList());
        }
        var verdict = new Verdict(Answer.UNKNOWN, null, null, null, null, List.copyOf(because));
        return new VerdictCard(
                policy.equals(Policy.NONE) ? null : policy.id(),
                now,
                intake.asset(),
                null,
                verdict,
                loss(verdict),
                null,
                words.cited(TenantPromise.of(policy, age), age),
                words.firstHelp());
    }

    /// For the customer, by the customer's clock.
    private String loss(Verdict verdict) {
        Instant restoreTo = verdict.restoreTo();
        Duration window = verdict.lossWindow();
        if (verdict.answer() == Answer.NO) {
            return "No backup from before the loss is left. What was lost cannot be brought back from backups.";
        }
        if (restoreTo == null || window == null) {
            return "Whether it can be brought back is not known yet.";
        }
        if (window.isZero()) {
            return "Everything can come back as it was at " + face(restoreTo) + ", the moment of the loss.";
        }
        return "Everything can come back as it was at " + face(restoreTo) + ". Work that was saved between then and the"
                + " loss, up to " + Durations.rough(window.plus(intake.spread())) + " of it, cannot.";
    }

    private String face(Instant moment) {
        return Faces.words(moment.atZone(ZoneId.of(intake.zone())));
    }
}
