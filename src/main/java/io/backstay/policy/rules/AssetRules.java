package io.backstay.policy.rules;

import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which rules judge which promise from the facts of one asset.
public final class AssetRules {
    private AssetRules() {}

    /// None when no rule judges the promise; `docs/policies.md` says of each obligation what checks it.
    public static Stream<Finding> judge(Subject subject, Target target) {
        Stream<Finding> judged = asTheFactsSay(subject, target);
        return restsOnTests(target) ? judged : judged.map(subject::settled);
    }

    /// A restore that was done stays done, however long ago somebody listed the asset.
    private static boolean restsOnTests(Target target) {
        return switch (target) {
            case Target.Rto _, Target.Tested _ -> true;
            case Target.By by -> by.mechanism().isShownByRestoring();
            default -> false;
        };
    }

    private static Stream<Finding> asTheFactsSay(Subject subject, Target target) {
        return switch (target) {
            case Target.Rpo rpo ->
                Stream.of(
                        rpo.olderThan() == null
                                ? RpoRule.judge(subject, rpo)
                                : RpoAgeRule.judge(subject, rpo, rpo.olderThan()));
            case Target.Rto rto -> Stream.of(RtoRule.judge(subject, rto));
            case Target.PitrWindow window -> some(PitrRule.judge(subject, window), CeilingRule.window(subject, window));
            case Target.Archiving archiving -> Stream.of(ArchivingRule.judge(subject, archiving));
            case Target.Retention retention ->
                some(RetentionRule.judge(subject, retention), CeilingRule.retention(subject, retention));
            case Target.Expiry expiry -> Stream.of(ExpiryRule.judge(subject, "expiry", expiry.atMost()));
            case Target.Schedule schedule ->
                some(ScheduleRule.judge(subject, schedule), WindowRule.judge(subject, schedule));
            case Target.Encryption encryption ->
                some(
                        EncryptionRule.judge(subject, encryption),
                        encryption.transport() == null ? null : TransportRule.judge(subject, encryption.transport()));
            case Target.Copies copies -> some(CopiesRule.judge(subject, copies), CopiesRule.only(subject, copies));
            case Target.Isolation isolation ->
                isolation.from().stream().map(barrier -> IsolationRule.judge(subject, barrier));
            case Target.Immutability immutability -> Stream.of(LockRule.judge(subject, immutability));
            case Target.By by -> some(MeansRule.judge(subject, by));
            case Target.Tested tested -> Stream.of(RestoreTestRule.judge(subject, tested));
            case Target.Unbound(var _, var rule) ->
                Stream.of(subject.unknown(
                        rule, "no number", "The policy names no number here: agree on one and write it down."));
            case Target.Coverage _, Target.Scenario _, Target.Drill _ -> Stream.empty();
        };
    }

    /// What words besides values promise of one asset.
    public static Stream<Finding> judge(Subject subject, Statement statement) {
        Stream<Finding> judged = switch (statement) {
            case Statement.Erasure erasure -> Stream.of(ExpiryRule.judge(subject, "erasure", erasure.within()));
            case Statement.NotBackedUp(var environments) ->
                environments.contains(subject.asset().environment())
                        ? Stream.of(ExclusionRule.judge(subject))
                        : Stream.empty();
            default -> Stream.empty();
        };
        return judged.map(subject::settled);
    }

    private static Stream<Finding> some(@Nullable Finding... findings) {
        return Stream.of(findings).filter(Objects::nonNull);
    }
}
