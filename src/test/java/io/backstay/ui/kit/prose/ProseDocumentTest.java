package io.backstay.ui.kit.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.incident.fact.Fact;
import io.backstay.incident.fact.Prose;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import jfx.incubator.scene.control.richtext.model.StyledInput;
import org.junit.jupiter.api.Test;

class ProseDocumentTest {
    private static final List<Fact> FACTS = List.of(
            new Fact("rows-lost", "412 invoices", "proof of plan 9c41…e07b"),
            new Fact("deleted-at", "Fri 13 Mar 17:51 Melbourne", "audit record 18,431"));

    /// What a person might type, paste or be sent.
    private static final List<String> SCRAPS = List.of(
            "a",
            " ",
            "\n",
            "{{rows-lost}}",
            "{{deleted-at}}",
            "{{nobody-knows}}",
            "{{",
            "}}",
            "rows-lost",
            "\uFFFC",
            "\u202E",
            "\r",
            "**b**",
            "שלום",
            "😀",
            "<script>alert(1)</script>",
            "=HYPERLINK(\"x\")");

    private final LineLook look = new LineLook();
    private final ProseDocument model;

    ProseDocumentTest() {
        look.facts(FACTS);
        model = new ProseDocument(look);
    }

    @Test
    void anyTextComesBackExactlyAsItWasShown() {
        long seed = ThreadLocalRandom.current().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String source = text(random, random.nextInt(30));
            model.set(ProseText.of(source, look::knows));
            assertEquals(source, model.text().source(), () -> "seed " + seed);
            assertEquals(source.split("\n", -1).length, model.size(), () -> "seed " + seed);
        }
    }

    @Test
    void editsDoWhatTheyDoToAPlainListAndAreTakenBackOneByOne() {
        long seed = ThreadLocalRandom.current().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            ProseText begun = ProseText.of(text(random, random.nextInt(20)), look::knows);
            model.set(begun);
            List<String> plain = plain(begun);
            List<String> before = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                before.add(model.text().source());
                int from = random.nextInt(plain.size() + 1);
                int to = from + random.nextInt(Math.min(6, plain.size() - from + 1));
                ProseText with = ProseText.of(text(random, random.nextInt(4)), look::knows);
                model.replace(from, to, with);
                plain.subList(from, to).clear();
                plain.addAll(from, plain(with));
                assertEquals(String.join("", plain), model.text().source(), () -> "seed " + seed);
                assertEquals(plain.size(), model.length(), () -> "seed " + seed);
            }
            String end = model.text().source();
            before.add(end);
            // Some edits are one step together, so steps may be left out, but none may come out of its turn.
            List<String> back = new ArrayList<>(List.of(end));
            while (model.undo() >= 0) {
                back.addFirst(model.text().source());
            }
            assertEquals(begun.source(), back.getFirst(), () -> "seed " + seed);
            assertTrue(inOrder(back, before), () -> "seed " + seed);
            List<String> again = new ArrayList<>(List.of(begun.source()));
            while (model.redo() >= 0) {
                again.add(model.text().source());
            }
            assertEquals(back, again, () -> "seed " + seed);
        }
    }

    private static boolean inOrder(List<String> some, List<String> all) {
        Iterator<String> left = all.iterator();
        for (String each : some) {
            boolean found = false;
            while (!found && left.hasNext()) {
                found = left.next().equals(each);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /// Character by character, with each fact as one.
    private static List<String> plain(ProseText text) {
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            String fact = text.factAt(i);
            plain.add(fact == null ? text.chars().substring(i, i + 1) : ProseText.reference(fact));
        }
        return plain;
    }

    private static String text(Random random, int scraps) {
        var text = new StringBuilder();
        for (int i = 0; i < scraps; i++) {
            text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
        }
        return text.toString();
    }

    @Test
    void whatIsTypedLikeAFactsPlaceIsNoFact() {
        model.set(ProseText.of("\uFFFC{{rows-lost}}", look::knows));
        assertNull(model.text().factAt(0));
        assertEquals("rows-lost", model.text().factAt(1));
        assertEquals(1, model.text().count());
        model.replace(null, model.at(0), model.at(0), StyledInput.of("\uFFFC"));
        assertEquals("\uFFFC\uFFFC{{rows-lost}}", model.text().source());
        assertEquals(1, model.text().count());
    }

    @Test
    void lettersOfOneWordAreOneStepAndAFactIsItsOwn() {
        model.set(ProseText.EMPTY);
        for (String letter : List.of("w", "e", " ", "l", "o", "s", "t")) {
            model.replace(model.length(), model.length(), ProseText.written(letter));
        }
        model.replace(model.length(), model.length(), ProseText.fact("rows-lost"));
        assertEquals("we lost{{rows-lost}}", model.text().source());
        model.undo();
        assertEquals("we lost", model.text().source());
        model.undo();
        assertEquals("we ", model.text().source());
        model.redo();
        assertEquals("we lost", model.text().source());
    }

    @Test
    void aPlaceInTheToldTextIsFoundAgainAcrossFacts() {
        ProseText text = ProseText.of("On {{deleted-at}} you lost {{rows-lost}}.", look::knows);
        String told = text.told(look::words);
        assertEquals("On Fri 13 Mar 17:51 Melbourne you lost 412 invoices.", told);
        int[] starts = text.starts(look::words);
        assertEquals(text.chars().indexOf("you"), ProseText.place(starts, told.indexOf("you")));
        assertEquals(3, ProseText.place(starts, told.indexOf("Mar")), "inside a fact is the fact");
        assertEquals(text.length(), ProseText.place(starts, told.length()));
    }

    @Test
    void factsAreReadAsTheReportReadsThem() {
        String source = "{{{rows-lost}}} {{rows-lost}}}} {{ROWS}} {{rows-lost}";
        List<Prose.Piece> pieces = Prose.of(source).pieces();
        long references =
                pieces.stream().filter(Prose.Reference.class::isInstance).count();
        assertEquals(references, ProseText.of(source, look::knows).count());
        assertEquals(2, references);
    }
}
