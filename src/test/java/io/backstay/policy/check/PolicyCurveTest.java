package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.curve.Curve;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the curve of an asset takes for reachable.
final class PolicyCurveTest {
    private static final Duration LATER = Duration.ofDays(2);

    @Test
    void aStoreThatKeepsVersionsReachesEveryMomentSinceItWasSeenToDoSo() throws Exception {
        Curve files = files(MadeEstate.healthy());
        for (Duration age : List.of(Duration.ZERO, LATER.minusSeconds(1))) {
            assertEquals(Duration.ofSeconds(1), files.at(age).actual());
            assertEquals("any moment", files.at(age).because().actual());
        }
        assertEquals(null, files.at(LATER).actual());
    }

    @Test
    void aStoreWithoutVersionsReachesNothingByItself() throws Exception {
        assertEquals(
                null,
                files(MadeEstate.healthy().versioning(false)).at(Duration.ZERO).actual());
        assertEquals(null, files(MadeEstate.unknown()).at(Duration.ZERO).actual());
    }

    private static Curve files(MadeEstate estate) throws Exception {
        Policy policy = new Policies(null, InstantSource.system()).get("expansive");
        return PolicyCurve.of(policy, estate.facts(), MadeEstate.NOW.plus(LATER)).stream()
                .filter(each -> each.asset().id().value().equals("files"))
                .findFirst()
                .orElseThrow()
                .curve();
    }
}
