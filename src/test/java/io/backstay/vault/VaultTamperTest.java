package io.backstay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.fixture.SimulatedStorage;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.format.SealedEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody changes the file without its keys, or moves things about in it with another vault's.
class VaultTamperTest {
    private static final int SLOT_AT = 8 + 2 + 2 + 16 + 8 + 8 + 1;
    private static final int PARAMETERS_AT = SLOT_AT + 16 + 1;

    /// What opening made of the bytes: null when it opened and everything in it did.
    private static @Nullable Failure opened(byte[] bytes, String secret, Derivation derivation) {
        var disk = new SimulatedStorage(Given.FOLDER, Map.of(Given.FILE, bytes));
        try (Vault vault = Given.open(Given.file(disk, 1, derivation), secret)) {
            vault.check();
            return null;
        } catch (BackstayException e) {
            return e.failure();
        }
    }

    private static boolean isRejection(Failure failure) {
        return failure instanceof Failure.Corrupt
                || failure instanceof Failure.Unsupported
                || failure instanceof Failure.Refused;
    }

    @Test
    void everyFlippedBitIsRejectedWhicheverWayItIsOpened() throws Exception {
        StandIn derivation = StandIn.learning();
        var forge = new Forge(11, derivation);
        byte[] vault = forge.vault(7);
        assertEquals(null, opened(vault, Forge.PASSPHRASE, derivation));
        assertEquals(null, opened(vault, forge.code(), derivation));
        derivation.learned();
        for (int bit = 0; bit < vault.length * 8; bit++) {
            byte[] flipped = vault.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String secret = bit % 2 == 0 ? Forge.PASSPHRASE : forge.code();
            Failure failure = opened(flipped, secret, derivation);
            assertTrue(failure != null && isRejection(failure), "bit " + bit + ": " + failure);
        }
    }

    @Test
    void everyLengthButTheRightOneIsRejected() throws Exception {
        var forge = new Forge(12, new StandIn());
        byte[] vault = forge.vault(7);
        for (int length = 0; length < vault.length; length++) {
            Failure failure = opened(Arrays.copyOf(vault, length), Forge.PASSPHRASE, new StandIn());
            assertTrue(failure != null && isRejection(failure), "length " + length + ": " + failure);
        }
        for (int more : new int[] {1, 512, 4096}) {
            Failure failure = opened(Arrays.copyOf(vault, vault.length + more), Forge.PASSPHRASE, new StandIn());
            assertInstanceOf(Failure.Corrupt.class, failure);
        }
    }

    @Test
    void noTwoEntriesCanBeSwappedEvenByWhoeverHasTheKeys() throws Exception {
        var forge = new Forge(13, new StandIn());
        List<SealedEntry> right =
                forge.items().stream().map(Snapshot.Item::sealed).toList();
        for (int one = 0; one < right.size(); one++) {
            for (int other = 0; other < one; other++) {
                List<SealedEntry> swapped = new ArrayList<>(right);
                swapped.set(one, with(right.get(one), right.get(other)));
                swapped.set(other, with(right.get(other), right.get(one)));
                assertInstanceOf(
                        Failure.Corrupt.class, opened(forge.holding(swapped), Forge.PASSPHRASE, new StandIn()));
                List<SealedEntry> moved = new ArrayList<>(right);
                moved.set(one, right.get(other));
                moved.set(other, right.get(one));
                assertInstanceOf(Failure.Corrupt.class, opened(forge.holding(moved), Forge.PASSPHRASE, new StandIn()));
            }
        }
    }

    /// What stands in one entry, under the name of another.
    private static SealedEntry with(SealedEntry name, SealedEntry content) {
        return new SealedEntry(name.id(), name.revision(), name.kind(), content.salt(), content.sealed());
    }

    @Test
    void headerAndBodyOfTwoGenerationsDoNotFitTogether() throws Exception {
        var forge = new Forge(14, new StandIn());
        byte[] older = forge.vault(7);
        byte[] newer = forge.vault(8);
        assertEquals(older.length, newer.length);
        int index = indexBytes(older);
        int body = older.length - bodyBytes(older);
        for (int cut : new int[] {20, 28, 36, SLOT_AT, body - 64, body - 32, body, body + index, older.length - 1}) {
            byte[] spliced = older.clone();
            System.arraycopy(newer, cut, spliced, cut, newer.length - cut);
            Failure failure = opened(spliced, Forge.PASSPHRASE, new StandIn());
            boolean whole = Arrays.equals(spliced, newer) || Arrays.equals(spliced, older);
            assertTrue(whole ? failure == null : failure instanceof Failure.Corrupt, "cut at " + cut);
        }
    }

    private static int bodyBytes(byte[] vault) {
        return (int) ByteBuffer.wrap(vault).getLong(countsAt(vault) + 8);
    }

    private static int indexBytes(byte[] vault) {
        return ByteBuffer.wrap(vault).getInt(countsAt(vault));
    }

    private static int countsAt(byte[] vault) {
        return SLOT_AT + vault[SLOT_AT - 1] * 153;
    }

    @Test
    void aCredentialCannotBeMovedToAnotherTenantAccountRevisionOrKind() throws Exception {
        var forge = new Forge(15, new StandIn());
        assertEquals(null, opened(forge.listing(entry -> entry), Forge.PASSPHRASE, new StandIn()));
        byte[] tenant =
                forge.listing(entry -> entry.tenant() == null ? entry : Edits.of(entry, entry.account(), "firm-9", 1));
        byte[] account = forge.listing(entry -> Edits.of(entry, "210987654321", entry.tenant(), 1));
        byte[] freed = forge.listing(entry -> Edits.of(entry, entry.account(), null, 1));
        byte[] revision = forge.listing(entry -> Edits.of(entry, entry.account(), entry.tenant(), 2));
        for (byte[] moved : List.of(tenant, account, freed, revision)) {
            assertInstanceOf(Failure.Corrupt.class, opened(moved, Forge.PASSPHRASE, new StandIn()));
        }
    }

    private static final class Edits {
        private static Entry of(Entry entry, String account, @Nullable String tenant, int revision) {
            return new Entry(
                    entry.id(),
                    revision,
                    entry.kind(),
                    entry.purpose(),
                    entry.name(),
                    account,
                    tenant,
                    entry.createdAt(),
                    entry.changedAt(),
                    entry.rotateAfterDays());
        }
    }

    /// The numbers are unsigned in the file; the derivation is never begun, so no memory is taken.
    @ParameterizedTest
    @CsvSource({
        "0, 3, 1",
        "19455, 2, 1",
        "1048577, 3, 1",
        "4294967295, 3, 1",
        "65536, 0, 1",
        "65536, 1, 1",
        "65536, 17, 1",
        "65536, 4294967295, 1",
        "65536, 3, 0",
        "65536, 3, 17",
        "65536, 3, 4294967295",
        "2147483648, 2147483648, 2147483648"
    })
    void anAbsurdPriceIsRefusedBeforeItIsPaid(long memory, long passes, long lanes) throws Exception {
        byte[] vault = new Forge(16, new StandIn()).vault(7);
        ByteBuffer.wrap(vault)
                .putInt(PARAMETERS_AT, (int) memory)
                .putInt(PARAMETERS_AT + 4, (int) passes)
                .putInt(PARAMETERS_AT + 8, (int) lanes);
        var derivation = new StandIn();
        assertInstanceOf(Failure.Unsupported.class, opened(vault, Forge.PASSPHRASE, derivation));
        assertEquals(0, derivation.calls());
        var disk = new SimulatedStorage(Given.FOLDER, Map.of(Given.FILE, vault));
        VaultFile file = Given.file(disk, 1);
        assertThrows(BackstayException.class, file::outline);
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() {
        byte[] large = new byte[(64 << 20) + 1];
        assertInstanceOf(Failure.TooLarge.class, opened(large, Forge.PASSPHRASE, new StandIn()));
    }
}
