package io.backstay.act.check;

import io.backstay.act.connection.Connection;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.catalogue.PointKey;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.PointKind;
import io.backstay.policy.PolicySummary;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.facts.EstateFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the catalogue knows, and the policies held against it.
public final class CatalogueFacts implements Facts {
    private final Catalogue catalogue;
    private final PolicyDesk policies;
    private final InstantSource clock;

    private final Notices notices;
    private final OwnPolicies own;

    /// @param notices     what is overdue, told beside every check
    /// @param connections name the policies that their assets are held against
    public CatalogueFacts(
            Catalogue catalogue, PolicyDesk policies, InstantSource clock, Notices notices, Named connections) {
        this.catalogue = catalogue;
        this.policies = policies;
        this.clock = clock;
        this.notices = notices;
        this.own = new OwnPolicies(policies, connections);
    }

    /// Where the connections of the state folder are read.
    @FunctionalInterface
    public interface Named {
        /// All of them.
        List<Connection> read() throws BackstayException;
    }

    /// What else is told beside a check.
    ///
    /// @param overdue  what is overdue
    /// @param followed how restore tests and remediation of cases stand that are not overdue: who, when, result,
    ///                 next due
    public record Notices(Sentences overdue, Sentences followed) {}

    /// Asks for sentences.
    @FunctionalInterface
    public interface Sentences {
        /// How things are at an instant.
        List<String> at(Instant at) throws BackstayException;
    }

    @Override
    public List<Asset> assets() throws BackstayException {
        return catalogue.assets();
    }

    @Override
    public PointPage points(PointQuery query) throws BackstayException {
        PointFilter filter = new PointFilter(query.asset(), query.kinds(), query.text());
        PointKey after = query.after() == null ? null : catalogue.key(query.after(), query.asset());
        return new PointPage(catalogue.points(filter, after, query.limit()), catalogue.count(filter));
    }

    @Override
    public Map<PointKind, Long> pointCounts(AssetId asset) throws BackstayException {
        return catalogue.counts(asset);
    }

    @Override
    public List<Circumstance> circumstances(@Nullable AssetId asset) throws BackstayException {
        return catalogue.circumstances(asset);
    }

    @Override
    public List<PolicySummary> policies() throws BackstayException {
        return policies.summaries();
    }

    @Override
    public CheckResult check(String policyId, @Nullable Instant at) throws BackstayException {
        Instant when = at == null ? clock.instant() : at;
        CheckResult result = policies.check(policyId, EstateFacts.of(catalogue, when), when);
        List<String> notes = new ArrayList<>(result.notes());
        notes.addAll(beside(when));
        return new CheckResult(result.policy(), result.at(), result.verdict(), result.findings(), List.copyOf(notes));
    }

    @Override
    public OwnCheck checkOwn(@Nullable Instant at) throws BackstayException {
        Instant when = at == null ? clock.instant() : at;
        return own.check(EstateFacts.of(catalogue, when), when, beside(when));
    }

    /// The policy that a database is held against where nobody names one: that of its connection.
    ///
    /// @return absent where there is none
    public @Nullable String policyOf(AssetId database) throws BackstayException {
        Asset asset = catalogue.assets().stream()
                .filter(each -> each.id().equals(database))
                .findFirst()
                .orElse(null);
        return own.policy(database, asset);
    }

    private List<String> beside(Instant when) {
        List<String> notes = new ArrayList<>(told(notices.overdue(), when));
        notes.addAll(told(notices.followed(), when));
        return notes;
    }

    @Override
    public List<String> overdue() {
        return told(notices.overdue(), clock.instant());
    }

    private static List<String> told(Sentences sentences, Instant when) {
        try {
            return sentences.at(when);
        } catch (BackstayException e) {
            // The facts are judged all the same; that something could not be asked is said.
            return List.of("What is due because of past cases could not be read: "
                    + e.failure().message());
        }
    }

    @Override
    public List<AssetCurve> curves(String policyId, @Nullable Instant at) throws BackstayException {
        Instant when = at == null ? clock.instant() : at;
        return policies.curves(policyId, EstateFacts.of(catalogue, when), when);
    }

    @Override
    public @Nullable Instant observedAt() throws BackstayException {
        return catalogue.observedAt();
    }
}
