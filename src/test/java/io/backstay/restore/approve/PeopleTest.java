package io.backstay.restore.approve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.seal.Ed25519;
import io.backstay.seal.VerifierKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files that say whose approvals count and how long things hold.
class PeopleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    @TempDir
    Path folder;

    private final VerifierKey mira =
            Ed25519.make("mira", new SplittableRandom(1)).key();

    @Test
    void aKeyBelongsToOnePersonUnderWhateverName() throws Exception {
        People one = new People(List.of()).with(known(mira, "mira"));
        VerifierKey renamed = new VerifierKey("sam", mira.key());
        assertThrows(BackstayException.class, () -> one.with(known(renamed, "sam")));
        People gone = one.revoking(mira.fingerprint().replace(" ", ""), "stolen", NOW);
        assertThrows(BackstayException.class, () -> gone.with(known(mira, "mira")));
        assertEquals(List.of(), gone.keysOf("mira"));
    }

    @Test
    void theFileIsReadBackWholeAndRefusedOtherwise() throws Exception {
        assertNull(People.read(folder).of(mira));
        People one = new People(List.of(known(mira, "mira")));
        one.write(folder);
        assertEquals(one, People.read(folder));
        Path file = folder.resolve(People.FILE);
        Files.writeString(file, Files.readString(file).replace("backstay-people/1", "backstay-people/2"));
        assertThrows(BackstayException.class, () -> People.read(folder));
    }

    @Test
    void theWaitingTimeCanOnlyBeLonger() throws Exception {
        assertEquals(ApprovalRules.USUAL, ApprovalRules.read(folder));
        rules("PT30M", "PT2H");
        assertEquals(new ApprovalRules(Duration.ofMinutes(30), Duration.ofHours(2)), ApprovalRules.read(folder));
        rules("PT14M", "PT2H");
        assertThrows(BackstayException.class, () -> ApprovalRules.read(folder));
        for (String validity : List.of("PT9H", "PT0S", "PT-5M")) {
            rules("PT15M", validity);
            assertThrows(BackstayException.class, () -> ApprovalRules.read(folder), validity);
        }
    }

    private void rules(String wait, String validity) throws Exception {
        Files.writeString(
                folder.resolve(ApprovalRules.FILE),
                "{\"format\": \"backstay-approval-rules/1\", \"soloWait\": \"" + wait + "\", \"validity\": \""
                        + validity + "\"}");
    }

    private static People.Known known(VerifierKey key, String person) {
        return new People.Known(key.encoded(), person, NOW, "jonas", null, null);
    }
}
