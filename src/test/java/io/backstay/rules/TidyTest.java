package io.backstay.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.rules.Tree.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house rules that a text search can hold. Words that are banned everywhere are put together here, so that this
/// file passes.
class TidyTest {
    private static final int LINE_LENGTH_MAX = 120;
    private static final int FILE_LINES_MAX = 450;

    private static final Pattern VAGUE_TYPE = Pattern.compile("\\w*(Utils?|Helper|Manager|Impl|Processor)");
    private static final Set<String> VAGUE_PACKAGES = Set.of("util", "utils", "common", "misc", "impl", "helper");

    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.:/$}~>-])/(" + "home|Users|root|work)/\\w|[A-Z]:\\\\Users\\\\");
    private static final Pattern REGISTRY_HOST = Pattern.compile(
            "repo1?\\.maven\\." + "(apache\\.)?org|registry\\.npm" + "js|pypi\\." + "org|/maven" + "2/");

    private static final Pattern COMMENTED_OUT =
            Pattern.compile("^\\s*//(?!/)\\s*(return\\b.*;|(if|for|while|switch) \\(.*\\{|"
                    + "\\w+(\\.\\w+)*\\(.*\\);|(var|final|import) .*;|[}{]+)\\s*$");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^\\s*public (?:(?:abstract|final|sealed|non-sealed|static|strictfp) )*"
                    + "(?:class|interface|record|enum|@interface) (\\w+).*");
    private static final Pattern WILDCARD = Pattern.compile("^import .*\\.\\*;.*");
    private static final Pattern BROAD_CATCH =
            Pattern.compile("catch \\((final )?([\\w.]+ \\| )*(Exception|Throwable)\\b.*");
    private static final Pattern LINK = Pattern.compile("!?\\[[^]]*]\\(<?([^)#>\\s]+)[^)]*\\)");

    @Test
    void namesSayWhatAThingIs() throws IOException {
        assertNone(
                Tree.java().stream()
                        .filter(file -> VAGUE_TYPE
                                        .matcher(file.name().replace(".java", ""))
                                        .matches()
                                || Stream.of(file.folder().split("/")).anyMatch(VAGUE_PACKAGES::contains))
                        .map(Source::path),
                "name the type or package after what it is or does; these endings and names say nothing");
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        assertNone(
                lines(Tree.texts(), line -> LEFT_OVER.matcher(line).find()),
                "finish it or open an issue; the tree holds no reminders");
    }

    @Test
    void noCodeIsKeptInComments() throws IOException {
        assertNone(
                lines(Tree.java(), line -> COMMENTED_OUT.matcher(line).matches()),
                "delete it: the history keeps what was");
    }

    @Test
    void noMachineIsNamed() throws IOException {
        assertNone(
                lines(
                        Tree.texts(),
                        line -> MACHINE_PATH.matcher(line).find()
                                || REGISTRY_HOST.matcher(line).find()),
                "take the path or the address from the person who runs it; the tree names no machine and no registry");
    }

    @Test
    void onlyTheOutermostRoomsPrint() throws IOException {
        assertNone(
                lines(
                        Tree.java().stream()
                                .filter(file -> file.isMain() && !file.isIn("app", "cli"))
                                .toList(),
                        line -> line.contains("System.out") || line.contains("System.err")),
                "return or throw it, and let cli say it; a defect goes to the log");
        assertNone(
                lines(Tree.java(), line -> line.contains(".print" + "StackTrace(")),
                "throw it on, or log it with its cause");
    }

    @Test
    void importsNameTheirTypes() throws IOException {
        assertNone(lines(Tree.java(), line -> WILDCARD.matcher(line).matches()), "import each type by its name");
    }

    @Test
    void noLibraryWritesOrFakesOurCode() throws IOException {
        assertNone(
                lines(Tree.java(), line -> line.matches("import (static )?(lombok|org\\.mockito)\\..*")),
                "write the record or the fake by hand");
    }

    @Test
    void onlyTheEdgesCatchEverything() throws IOException {
        assertNone(
                lines(
                        Tree.java().stream()
                                .filter(file -> file.isMain() && !file.isIn("app"))
                                .filter(file -> !Set.of("Background.java", "Lifetime.java")
                                        .contains(file.name()))
                                .toList(),
                        line -> BROAD_CATCH.matcher(line).find()),
                "catch what can be answered here, and let the rest pass");
    }

    @Test
    void everySuppressionHasAReason() throws IOException {
        var bare = new ArrayList<String>();
        for (Source file : Tree.java()) {
            for (int i = 0; i < file.lines().size(); i++) {
                String line = file.lines().get(i);
                boolean explained = line.contains("//")
                        || (i > 0 && file.lines().get(i - 1).strip().startsWith("//"));
                if (line.strip().startsWith("@Suppress" + "Warnings") && !explained) {
                    bare.add(file.at(i));
                }
            }
        }
        assertNone(bare.stream(), "say in a comment on that line, or on the line before, why the warning is wrong");
    }

    @Test
    void linesAndFilesAreShort() throws IOException {
        assertNone(
                lines(Tree.java(), line -> line.length() > LINE_LENGTH_MAX),
                "break the line at " + LINE_LENGTH_MAX + " characters; a comment line at 118");
        assertNone(
                Tree.java().stream()
                        .filter(file -> file.lines().size() > FILE_LINES_MAX)
                        .map(file -> file.path() + " has " + file.lines().size() + " lines"),
                "a file of more than " + FILE_LINES_MAX + " lines does several things: split it by what they are");
    }

    @Test
    void everyFileBeginsWithItsPackage() throws IOException {
        assertNone(
                Tree.java().stream()
                        .filter(file ->
                                (file.isMain() || file.isTest()) && !file.name().equals("package-info.java"))
                        .filter(file -> !file.lines().getFirst().startsWith("package "))
                        .map(Source::path),
                "start the file with its package line");
    }

    @Test
    void testsNeitherWaitNorSkip() throws IOException {
        List<Source> tests = Tree.java().stream().filter(Source::isTest).toList();
        assertNone(
                lines(
                        tests,
                        line -> line.strip().startsWith("@Dis" + "abled")
                                || line.contains("assume" + "True(")
                                || line.contains("assume" + "False(")),
                "mend the test or delete it; a test that does not run says nothing");
        assertNone(
                lines(tests, line -> line.contains("Thread.sl" + "eep(")),
                "wait for the event itself (a latch, a queue, a condition with a deadline)");
    }

    @Test
    void everyPackageSaysInOneSentenceWhatItIs() throws IOException {
        List<Source> files = Tree.java().stream()
                .filter(file -> file.isMain() || file.isTest())
                .toList();
        Set<String> told = files.stream()
                .filter(TidyTest::describesItsPackage)
                .map(Source::folder)
                .collect(Collectors.toSet());
        assertNone(
                files.stream().map(Source::folder).filter(folder -> !told.contains(folder)),
                "give the package a package-info.java: one sentence after ///, @NullMarked, the package line");
    }

    @Test
    void everyPublicTypeSaysWhatItIs() throws IOException {
        var silent = new ArrayList<String>();
        for (Source file : Tree.java()) {
            for (int i = 0; file.isMain() && i < file.lines().size(); i++) {
                Matcher type = PUBLIC_TYPE.matcher(file.lines().get(i));
                if (type.matches() && !isDocumented(file.lines(), i)) {
                    silent.add(file.at(i) + " " + type.group(1));
                }
            }
        }
        assertNone(silent.stream(), "begin with a sentence after /// that says what the type is");
    }

    @Test
    void everyLinkInTheDocsLeadsSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (Source page : Tree.texts()) {
            // Golden reports name the pictures that are written beside a report.
            if (!page.path().endsWith(".md") || page.path().startsWith("src/test/resources/")) {
                continue;
            }
            Path file = Tree.ROOT.resolve(page.path());
            Matcher link = LINK.matcher(String.join("\n", page.lines()));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains(":") && !Files.exists(file.resolveSibling(target))) {
                    broken.add(page.path() + " links to " + target);
                }
            }
        }
        assertNone(broken.stream(), "correct the link, or add what it promises");
    }

    @Test
    void theTreeIsSeen() throws IOException {
        assertTrue(Tree.texts().stream().anyMatch(file -> file.path().equals("pom.xml")));
        assertTrue(Tree.java().stream().anyMatch(file -> file.isMain() && file.isIn("base")));
        assertTrue(MACHINE_PATH.matcher("see /" + "home/someone").find());
        assertTrue(REGISTRY_HOST.matcher("https://repo.maven." + "apache.org/x").find());
    }

    private static boolean describesItsPackage(Source file) {
        if (!file.name().equals("package-info.java")) {
            return false;
        }
        String sentence = file.lines().stream()
                .filter(line -> line.startsWith("///"))
                .map(line -> line.substring("///".length()).strip())
                .collect(Collectors.joining(" "));
        return sentence.endsWith(".")
                && !sentence.contains(". ")
                && file.lines().contains("@NullMarked");
    }

    private static boolean isDocumented(List<String> lines, int type) {
        int above = type - 1;
        while (above >= 0 && isPartOfAnnotation(lines.get(above).strip())) {
            above--;
        }
        return above >= 0 && lines.get(above).strip().startsWith("///");
    }

    private static boolean isPartOfAnnotation(String line) {
        return !line.isEmpty() && !line.startsWith("///") && !line.endsWith(";") && !line.equals("}");
    }

    private static Stream<String> lines(List<Source> files, Predicate<String> wrong) {
        return files.stream()
                .flatMap(file -> IntStream.range(0, file.lines().size())
                        .filter(i -> wrong.test(file.lines().get(i)))
                        .mapToObj(i -> file.at(i) + "  " + file.lines().get(i).strip()));
    }

    private static void assertNone(Stream<String> wrong, String whatToDo) {
        List<String> told = wrong.sorted().distinct().toList();
        assertEquals(List.of(), told, whatToDo);
    }
}
