package io.backstay.restore.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.PointId;
import io.backstay.base.TenantId;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.Tenant;
import io.backstay.estate.WalGap;
import io.backstay.restore.verdict.Verdict.Answer;
import io.backstay.restore.verdict.Verdict.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VerdictsTest {
    private static final AssetId DATABASE = new AssetId("db");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant NOW = NOON.plus(Duration.ofHours(6));
    private static final Observation SEEN = new Observation("test", NOW);
    private static final Promise ONE_HOUR =
            new Promise("p", "at most one hour of work", Duration.ofHours(1), Duration.ofHours(4));
    private static final Promise NO_NUMBER = new Promise("p", "as little as possible", null, null);

    private final List<RecoveryPoint> points = new ArrayList<>();
    private @Nullable RestorableWindow window;
    private List<WalGap> gaps = List.of();
    private Duration uncertainty = Duration.ZERO;

    @Test
    void aMomentInTheWindowIsRecoverableToTheInstant() {
        point("base", hours(-5), null, null);
        window = window(hours(-5), hours(5));

        Verdict verdict = judge(ONE_HOUR);

        assertEquals(Answer.RECOVERABLE, verdict.answer());
        assertEquals(NOON, verdict.restoreTo());
        assertEquals(Duration.ZERO, verdict.lossWindow());
        assertEquals("base", name(verdict));
    }

    @Test
    void anUncertainMomentIsLeftBehindByAllItsUncertainty() {
        point("base", hours(-5), null, null);
        window = window(hours(-5), hours(5));
        uncertainty = Duration.ofMinutes(90);

        Verdict verdict = judge(ONE_HOUR);

        assertEquals(NOON.minus(uncertainty), verdict.restoreTo());
        assertEquals(uncertainty, verdict.lossWindow());
        assertEquals(Answer.PARTLY, verdict.answer(), "more than the promised hour is lost");
        assertTrue(marks(verdict).contains(Mark.BREACH));
    }

    @Test
    void aMomentThatAPersonStatesIsNeverTakenAsShown() {
        Verdict good = stated(NOON.minus(Duration.ofMinutes(30)), ONE_HOUR);
        assertEquals(Answer.RECOVERABLE, good.answer());
        assertEquals(NOON.minus(Duration.ofMinutes(30)), good.restoreTo());
        assertEquals(Duration.ofMinutes(30), good.lossWindow());
        assertEquals(List.of(Mark.UNKNOWN, Mark.HOLDS), marks(good));
        assertTrue(good.because().getFirst().fact().contains("nothing here shows it"));

        Verdict far = stated(hours(-9), ONE_HOUR);
        assertEquals(Answer.PARTLY, far.answer(), "more than the promised hour is lost");
        assertTrue(marks(far).contains(Mark.BREACH));

        uncertainty = Duration.ofMinutes(30);
        Verdict late = stated(NOON.plus(Duration.ofMinutes(29)), ONE_HOUR);
        assertEquals(Answer.PARTLY, late.answer(), "the loss may be in it, too");
        assertTrue(marks(late).contains(Mark.WARNING));
    }

    @Test
    void dataOfAfterTheLossBringsNothingBackWhoeverStatesItsMoment() {
        assertEquals(Answer.RECOVERABLE, stated(NOON, ONE_HOUR).answer(), "the moment itself is before the loss");
        assertEquals(Answer.NO, stated(NOON.plusSeconds(1), ONE_HOUR).answer());
        uncertainty = Duration.ofMinutes(30);
        Verdict after = stated(NOON.plus(uncertainty), ONE_HOUR);
        assertEquals(Answer.NO, after.answer());
        assertNull(after.point());
        assertNull(after.lossWindow());
        assertEquals(List.of(Mark.UNKNOWN, Mark.BREACH), marks(after));
        assertTrue(after.because().getLast().fact().contains("is of after it"), after::toString);
    }

    @Test
    void aCopiedSnapshotIsOfTheMomentItWasTakenAndNotOfWhenTheCopyWasThere() {
        points.add(point("copy", DATABASE, PointKind.SNAPSHOT, hours(-50), hours(-2), null, PointStatus.AVAILABLE));

        Verdict verdict = judge(ONE_HOUR);

        assertEquals(hours(-50), verdict.restoreTo());
        assertEquals(Duration.ofHours(50), verdict.lossWindow());
        assertEquals(Answer.PARTLY, verdict.answer());

        points.clear();
        points.add(point("copy", DATABASE, PointKind.SNAPSHOT, hours(-47), hours(1), null, PointStatus.AVAILABLE));
        assertEquals(hours(-47), judge(ONE_HOUR).restoreTo(), "it was copied after the loss, and is of before it");
    }

    private Verdict stated(Instant moment, Promise promise) {
        RecoveryPoint server = point("copy", DATABASE, PointKind.SNAPSHOT, moment, null, null, PointStatus.AVAILABLE);
        return Verdicts.stated(intake(), server, promise);
    }

    @Test
    void aPointInsideTheUncertaintyMayHoldTheDamageAndIsNotUsed() {
        point("old", hours(-5), null, null);
        point("maybe damaged", NOON.minusSeconds(60), null, null);
        uncertainty = Duration.ofMinutes(30);

        assertEquals("old", name(judge(ONE_HOUR)));
    }

    @Test
    void withoutALogThePointItselfIsTheMoment() {
        point("near", NOON.minus(Duration.ofMinutes(59)), null, null);
        point("far", hours(-9), null, null);

        Verdict verdict = judge(ONE_HOUR);

        assertEquals(Answer.RECOVERABLE, verdict.answer());
        assertEquals("near", name(verdict));
        assertEquals(Duration.ofMinutes(59), verdict.lossWindow());
        assertTrue(marks(verdict).contains(Mark.WARNING));

        points.removeFirst();
        assertEquals(Answer.PARTLY, judge(ONE_HOUR).answer());
        assertEquals(Duration.ofHours(9), judge(ONE_HOUR).lossWindow());
    }

    @Test
    void theLogIsUsedAsFarAsItReaches() {
        point("base", hours(-5), null, null);
        window = window(hours(-5), NOON.minus(Duration.ofMinutes(10)));

        Verdict verdict = judge(ONE_HOUR);

        assertEquals(NOON.minus(Duration.ofMinutes(10)), verdict.restoreTo());
        assertEquals(Answer.RECOVERABLE, verdict.answer());
        assertEquals(Answer.PARTLY, judge(NO_NUMBER).answer());
        assertTrue(marks(verdict).contains(Mark.WARNING));
    }

    @Test
    void aBackupCountsFromItsCompletionAndNotFromItsStart() {
        point("running then", NOON.minusSeconds(600), NOON.plusSeconds(600), null);
        assertEquals(Answer.NO, judge(ONE_HOUR).answer());

        points.clear();
        point("long", hours(-3), hours(-2), null);
        assertEquals(hours(-2), judge(ONE_HOUR).restoreTo());
    }

    @Test
    void anExpiredPointIsPassedOverAndOneThatLivesIsNamedWithItsEnd() {
        point("expired", hours(-1), null, NOW);
        assertEquals(Answer.NO, judge(ONE_HOUR).answer());
        assertNull(judge(ONE_HOUR).point());
        assertNull(judge(ONE_HOUR).restoreTo());

        point("lives", hours(-4), null, NOW.plusSeconds(1));
        assertEquals("lives", name(judge(ONE_HOUR)));
        assertEquals(NOW.plusSeconds(1), judge(ONE_HOUR).expiresAt());
    }

    @Test
    void unusablePointsAndThoseOfOthersAreNeverTheAnswer() {
        points.add(made("failed", DATABASE, PointKind.FULL, PointStatus.FAILED));
        points.add(made("creating", DATABASE, PointKind.FULL, PointStatus.CREATING));
        points.add(made("deleting", DATABASE, PointKind.FULL, PointStatus.DELETING));
        points.add(made("elsewhere", new AssetId("other"), PointKind.FULL, PointStatus.AVAILABLE));
        points.add(made("file", DATABASE, PointKind.OBJECT_VERSION, PointStatus.AVAILABLE));

        assertEquals(Answer.NO, judge(ONE_HOUR).answer());
    }

    @Test
    void nothingObservedIsUnknownAndNotNo() {
        Verdict verdict = judge(ONE_HOUR);

        assertEquals(Answer.UNKNOWN, verdict.answer());
        assertEquals(List.of(Mark.UNKNOWN), marks(verdict));
    }

    @Test
    void aGapInTheLogIsNotCrossed() {
        point("base", hours(-5), null, null);
        window = window(hours(-5), hours(5));
        gaps = List.of(new WalGap(hours(-3), hours(-2)));

        Verdict verdict = judge(ONE_HOUR);

        assertTrue(verdict.restoreTo() != null && verdict.restoreTo().isBefore(hours(-3)), verdict::toString);
        assertEquals(Answer.PARTLY, verdict.answer());
        assertEquals(Duration.ofHours(3).plus(Duration.ofNanos(1000)), verdict.lossWindow());
    }

    @Test
    void aGapRightBehindThePointLeavesThePointItself() {
        point("base", hours(-5), null, null);
        window = window(hours(-5), hours(5));
        gaps = List.of(new WalGap(hours(-5), hours(-4)));

        assertEquals(hours(-5), judge(ONE_HOUR).restoreTo());
    }

    @Test
    void aGapBeforeThePointOrAfterTheMomentIsNoObstacle() {
        point("old", hours(-9), null, null);
        point("base", hours(-5), null, null);
        window = window(hours(-9), hours(5));
        gaps = List.of(new WalGap(hours(-8), hours(-6)), new WalGap(hours(1), hours(2)));

        assertEquals(NOON, judge(ONE_HOUR).restoreTo());
        assertEquals(Answer.RECOVERABLE, judge(ONE_HOUR).answer());
    }

    @Test
    void withoutAPolicyNobodysWordsAreQuotedAndOnlyTheWholeIsRecoverable() {
        point("base", hours(-5), null, null);
        Verdict byPoint = judge(null);
        assertEquals(Answer.PARTLY, byPoint.answer());
        assertTrue(byPoint.because().stream()
                .anyMatch(
                        reason -> reason.mark() == Mark.UNKNOWN && reason.fact().contains("held against no policy")));
        assertTrue(byPoint.because().stream().allMatch(reason -> reason.quotation() == null));

        window = window(hours(-5), hours(5));
        assertEquals(Answer.RECOVERABLE, judge(null).answer());
    }

    @Test
    void withoutANumberInThePolicyTheReasonSaysSoAndOnlyTheWholeIsRecoverable() {
        point("base", hours(-5), null, null);
        Verdict byPoint = judge(NO_NUMBER);
        assertEquals(Answer.PARTLY, byPoint.answer());
        assertTrue(byPoint.because().stream()
                .anyMatch(
                        reason -> reason.mark() == Mark.UNKNOWN && "as little as possible".equals(reason.quotation())));

        window = window(hours(-5), hours(5));
        assertEquals(Answer.RECOVERABLE, judge(NO_NUMBER).answer());
    }

    private Verdict judge(@Nullable Promise promise) {
        return Verdicts.judge(intake(), asset(), points, promise, NOW);
    }

    private Intake intake() {
        return new Intake(
                DATABASE,
                null,
                new Tenant(new TenantId("7"), "Harrow & Finch"),
                "Invoices",
                NOON,
                uncertainty,
                ZoneOffset.UTC,
                "a customer",
                "called back",
                NOW);
    }

    private Asset asset() {
        return new Asset(
                DATABASE,
                "Database",
                AssetKind.DATABASE,
                Environment.PRODUCTION,
                "postgres",
                null,
                null,
                null,
                null,
                null,
                null,
                Configured.UNKNOWN,
                window,
                gaps,
                List.of(),
                null,
                null,
                SEEN);
    }

    private void point(String id, Instant takenAt, @Nullable Instant completedAt, @Nullable Instant expiresAt) {
        points.add(point(id, DATABASE, PointKind.FULL, takenAt, completedAt, expiresAt, PointStatus.AVAILABLE));
    }

    private static RecoveryPoint made(String id, AssetId asset, PointKind kind, PointStatus status) {
        return point(id, asset, kind, hours(-1), null, null, status);
    }

    private static RecoveryPoint point(
            String id,
            AssetId asset,
            PointKind kind,
            Instant takenAt,
            @Nullable Instant completedAt,
            @Nullable Instant expiresAt,
            PointStatus status) {
        return new RecoveryPoint(
                new PointId(id),
                asset,
                kind,
                takenAt,
                completedAt,
                expiresAt,
                status,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                SEEN);
    }

    private static RestorableWindow window(Instant earliest, Instant latest) {
        return new RestorableWindow(earliest, latest, null);
    }

    private static Instant hours(int fromNoon) {
        return NOON.plus(Duration.ofHours(fromNoon));
    }

    private static List<Mark> marks(Verdict verdict) {
        return verdict.because().stream().map(Verdict.Because::mark).toList();
    }

    private static String name(Verdict verdict) {
        return verdict.point() == null ? "none" : verdict.point().id().value();
    }
}
