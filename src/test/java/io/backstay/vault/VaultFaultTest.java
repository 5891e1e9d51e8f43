package io.backstay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.fixture.FaultyStorage;
import io.backstay.fixture.SimulatedStorage;
import io.backstay.seal.Digest;
import io.backstay.vault.entry.EntryId;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every operation on the disk fails once, before or after it was done.
class VaultFaultTest {
    private static final String PASS = "a first passphrase";
    private static final String NEXT = "a second passphrase";
    private static final int OPERATIONS_MAX = 60;

    /// What is done to a vault while the disk fails.
    enum Change {
        ADD {
            @Override
            void apply(Vault vault) throws BackstayException {
                Given.add(vault, "second", new Random(2));
            }
        },
        REMOVE {
            @Override
            void apply(Vault vault) throws BackstayException {
                EntryId first = vault.entries().getFirst().id();
                vault.remove(first);
            }
        },
        REKEY {
            @Override
            void apply(Vault vault) throws BackstayException {
                Given.rekey(vault, NEXT);
            }
        };

        abstract void apply(Vault vault) throws BackstayException;
    }

    @ParameterizedTest
    @EnumSource
    void whicheverOperationFailsTheVaultIsWholeAndSaysSo(Change change) throws Exception {
        Failure full = new Failure.DiskFull(Given.FILE.toString(), "No space left on device");
        Failure broken = new Failure.Unwritable(Given.FILE.toString(), "Input/output error");
        for (boolean done : new boolean[] {false, true}) {
            for (Failure failure : new Failure[] {full, broken}) {
                int operations = 0;
                while (fails(change, operations, done, failure)) {
                    operations++;
                    assertTrue(operations < OPERATIONS_MAX);
                }
                assertTrue(operations >= 12, operations + " operations");
            }
        }
    }

    /// @return false when there are not so many operations
    private static boolean fails(Change change, int failing, boolean done, Failure failure) throws BackstayException {
        String told = change + ", operation " + failing + (done ? " after" : " before");
        var disk = new SimulatedStorage(Given.FOLDER);
        Vault made = Given.vault(Given.file(disk, 1), PASS);
        Given.add(made, "first", new Random(1));
        made.close();
        byte[] before = disk.file(Given.FILE);
        // The vault is opened on a sound disk; from here on the disk fails.
        var faulty = new FaultyStorage(disk, failing + openingOperations(disk), done, failure);
        Vault vault = Given.open(Given.file(faulty, 3), PASS);
        Map<String, String> old = Given.contents(vault);
        try {
            change.apply(vault);
            return faulty.failed();
        } catch (BackstayException e) {
            assertTrue(
                    e.failure().message().contains(Given.FILE.toString()),
                    told + ": " + e.failure().message());
            assertTrue(e.failure().advice().length() > 10, told);
        }
        Vault again = reopened(disk, told);
        assertEquals(again.contentHash(), vault.contentHash(), told + ": what is open is what lies there");
        boolean untouched = again.contentHash().equals(Digest.hex(before));
        assertTrue(untouched == Given.contents(again).equals(old) || change == Change.REKEY, told);
        vault.check();
        if (untouched) {
            change.apply(vault);
            assertEquals(vault.contentHash(), reopened(disk, told).contentHash(), told + ": the second try is saved");
        }
        return true;
    }

    private static int openingOperations(SimulatedStorage disk) throws BackstayException {
        int operations = 0;
        while (true) {
            var faulty = new FaultyStorage(
                    new SimulatedStorage(Given.FOLDER, disk.files()),
                    operations,
                    false,
                    new Failure.Unwritable("counted", "counted"));
            try (Vault vault = Given.open(Given.file(faulty, 3), PASS)) {
                vault.check();
                if (!faulty.failed()) {
                    return operations;
                }
            } catch (BackstayException e) {
                // This one is needed to open it.
            }
            operations++;
        }
    }

    private static Vault reopened(SimulatedStorage disk, String told) {
        VaultFile file = Given.file(new SimulatedStorage(Given.FOLDER, disk.files()), 4);
        for (String passphrase : new String[] {PASS, NEXT}) {
            try {
                return Given.open(file, passphrase);
            } catch (BackstayException e) {
                assertEquals("refused", e.failure().code(), told);
            }
        }
        throw new AssertionError(told + ": neither passphrase opens it");
    }
}
