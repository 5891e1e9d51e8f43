package io.backstay.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No connector holds a call that deletes a backup, a snapshot or an object's version, but for a verified delete
/// marker, nor a server but for a scratch of ours. The one exception plays the careless customer and the attacker of
/// a drill; it refuses any store but one of this machine, and only the lab has it. Read from the constants of all
/// class files of every room, so that no way of writing a call in the source gets around it; the lab's own store,
/// which answers such calls on this machine, is the one room left out.
final class NoDeletionTest {
    private static final Path ALL = Path.of("target/classes/io/backstay");
    private static final Path CLASSES = ALL.resolve("connect");

    /// How provider APIs call what takes something away for good; what may follow is the rest of the name, or a part
    /// that is put in when it runs. A delete marker and a day of deletion are things that answers name.
    private static final Pattern TAKES_AWAY = Pattern.compile("(?!Delete(Marker|At)$)"
            + "(Delete|Terminate|Purge|Destroy|Remove|Disassociate|Deregister|Schedule|Revoke|Cancel|Bypass|Expire)"
            + "([A-Z][A-Za-z0-9]*|\\u0001.*)?");

    private static final Set<String> BUTTONS = Set.of("Cancel", "Remove");

    /// Who builds a call outside of the connectors.
    private static final Set<String> OTHERS = Set.of("act/incident/Probes");

    /// The calls of S3 that shorten or lift what keeps a version, or take history away by a rule, by their names
    /// and by what stands in their queries and headers; the same words are what is asked for, which reads alone.
    private static final Pattern SHORTENS = Pattern.compile(
            "Put(Object(Retention|LegalHold|LockConfiguration)|Bucket[A-Za-z]+|PublicAccessBlock|Replication[A-Za-z]*"
                    + "|LifecycleConfiguration)|x-amz-bypass-governance-retention|"
                    + "(Unlock|Modify|Disable|Update)(Snapshot|Recycle|Rule|Lifecycle|Backup|Recovery)[A-Za-z0-9]*");

    private static Map<String, Set<String>> strings(Pattern wanted) throws IOException {
        return strings(CLASSES, wanted);
    }

    private static Map<String, Set<String>> strings(Path folder, Pattern wanted) throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (ClassModel each : classes(folder)) {
            if (name(each).startsWith("lab/objects/")) {
                continue;
            }
            for (PoolEntry entry : each.constantPool()) {
                if (entry instanceof StringEntry text
                        && wanted.matcher(text.stringValue()).matches()) {
                    found.computeIfAbsent(name(each), _ -> new TreeSet<>()).add(text.stringValue());
                }
            }
        }
        return found;
    }

    private static List<ClassModel> classes(Path folder) throws IOException {
        List<ClassModel> models = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                models.add(ClassFile.of().parse(each));
            }
        }
        assertTrue(models.size() > 100, "the class files of all connectors were read, not " + models.size());
        return models;
    }

    private static String name(ClassModel model) {
        return model.thisClass()
                .asInternalName()
                .replaceFirst("^io/backstay/", "")
                .replaceFirst("^connect/", "");
    }

    private static Set<String> callers(String owner, String method) throws IOException {
        Set<String> callers = new TreeSet<>();
        for (ClassModel each : classes(ALL)) {
            for (PoolEntry entry : each.constantPool()) {
                if (entry instanceof MemberRefEntry called
                        && called.owner().asInternalName().equals("io/backstay/connect/" + owner)
                        && called.name().stringValue().equals(method)) {
                    callers.add(name(each));
                }
            }
        }
        return callers;
    }

    @Test
    void onlyScratchServersAreTakenAway() throws IOException {
        Map<String, Set<String>> named = strings(ALL, TAKES_AWAY);
        // Buttons say so; the record calls a request by S3's name.
        named.entrySet().removeIf(each -> each.getKey().startsWith("ui/") && BUTTONS.containsAll(each.getValue()));
        // So is a statement of docs/access called, which is asked about and printed.
        named.remove("aws/iam/Grants", Set.of("RemoveATaggedScratchServer"));
        assertEquals(
                Map.of(
                        "aws/scratch/RdsServers",
                        Set.of("DeleteDBInstance", "DeleteDBCluster"),
                        "s3/wire/S3Calls",
                        Set.of("DeleteObject")),
                named);
        assertEquals(Set.of("aws/scratch/ScratchRemoval"), callers("aws/scratch/RdsServers", "removeInstance"));
        assertEquals(Set.of("aws/scratch/ScratchRemoval"), callers("aws/scratch/RdsServers", "removeCluster"));
        assertEquals(Set.of("aws/scratch/ScratchServers"), callers("aws/scratch/ScratchRemoval", "remove"));
        // The tag of a scratch server is what lets it be removed; RdsServers itself puts it into what it makes.
        assertEquals(
                Set.of("aws/scratch/JobMaking", "aws/scratch/RdsServers", "aws/scratch/ScratchRemoval"),
                callers("aws/scratch/RdsServers", "tag"));
    }

    @Test
    void theMethodDeleteIsForDeleteMarkersAlone() throws IOException {
        // A copy in parts ends the upload that it began itself, which never became an object (S3,
        // AbortMultipartUpload).
        assertEquals(
                Map.of(
                        "s3/ObjectStore",
                        Set.of("DELETE"),
                        "s3/PracticeDeletion",
                        Set.of("DELETE"),
                        "s3/wire/S3Calls",
                        Set.of("DELETE"),
                        "s3/copy/VersionCopy",
                        Set.of("DELETE"),
                        // A statement of SQLite.
                        "audit/LogSchema",
                        Set.of("DELETE")),
                strings(ALL, Pattern.compile("DELETE")));
        Set<String> byVersion = callers("s3/wire/S3Calls", "versionQuery");
        assertTrue(byVersion.contains("s3/copy/Archive"), byVersion::toString);
        assertFalse(byVersion.contains("s3/copy/VersionCopy"), "what it takes away is named by an upload alone");
        assertEquals(Set.of("s3/rollback/KeyWork"), callers("s3/ObjectStore", "undelete"));
        for (String each : callers("s3/PracticeDeletion", "<init>")) {
            assertTrue(each.startsWith("lab/"), each);
        }
    }

    @Test
    void theExceptionRefusesAnyStoreButOneOfThisMachine() {
        S3Address away = new S3Address(
                new Endpoint("https", "s3.eu-central-1.amazonaws.com", 443), "eu-central-1", "bucket", null);
        var key = new S3Credentials("AKIAIOSFODNN7EXAMPLE", () -> Secrets.of("unused"), null);
        try (var transport = new HttpTransport(HttpLimits.USUAL, Thread::sleep, new Random(1))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new PracticeDeletion(transport, away, key, InstantSource.system()));
        }
    }

    @Test
    void noManyObjectsAreDeletedAtOnceAndNoLifecycleIsWritten() throws IOException {
        assertEquals(Map.of(), strings(Pattern.compile("delete|delete=|lifecycle=.*|.*[?&]delete")));
        assertEquals(Map.of(), strings(ALL, SHORTENS), "what keeps a version is neither shortened nor lifted");
    }

    @Test
    void noRoomButTheConnectorsAndProbesBuildsACallOfItsOwn() throws IOException {
        Set<String> others = new TreeSet<>(callers("http/HttpCall", "<init>"));
        for (String method : List.of("onBucket", "onObject", "onPart")) {
            others.addAll(callers("s3/wire/S3Calls", method));
        }
        others.removeIf(each -> Files.exists(CLASSES.resolve(each + ".class")));
        // The probes of a case, which only ask.
        assertEquals(OTHERS, others);
    }
}
