package io.backstay.ui.kit.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MarkingTest {
    private static ProseText text(String source) {
        return ProseText.of(source, id -> true);
    }

    private static ProseText done(Marking.Edit edit, ProseText text) {
        return text.part(0, edit.from()).plus(edit.with()).plus(text.part(edit.to(), text.length()));
    }

    @Test
    void boldAndItalicComeAndGoWithoutTakingEachOther() {
        ProseText text = text("We lost {{rows}} today");
        Marking.Edit bold = Marking.BOLD.on(text, 3, 9);
        ProseText strong = done(bold, text);
        assertEquals("We **lost {{rows}}** today", strong.source());
        Marking.Edit italic = Marking.ITALIC.on(strong, bold.anchor(), bold.caret());
        ProseText both = done(italic, strong);
        assertEquals("We ***lost {{rows}}*** today", both.source());
        Marking.Edit less = Marking.ITALIC.on(both, italic.anchor(), italic.caret());
        assertEquals("We **lost {{rows}}** today", done(less, both).source());
        Marking.Edit none = Marking.BOLD.on(strong, bold.anchor(), bold.caret());
        assertEquals(text, done(none, strong));
        assertEquals("lost \uFFFC", text.chars().substring(none.anchor(), none.caret()));
    }

    @Test
    void aListIsMadeOfWholeLinesAndTakenAwayAgain() {
        ProseText text = text("one\ntwo {{rows}}\nthree");
        ProseText list = done(Marking.LIST.on(text, 1, 6), text);
        assertEquals("- one\n- two {{rows}}\nthree", list.source());
        assertEquals(text, done(Marking.LIST.on(list, 2, 10), list));
        assertEquals("- ", done(Marking.LIST.on(text(""), 0, 0), text("")).source());
    }

    @Test
    void theAddressOfALinkIsTypedNext() {
        ProseText text = text("see here");
        Marking.Edit link = Marking.LINK.on(text, 4, 8);
        ProseText linked = done(link, text);
        assertEquals("see [here](https://)", linked.source());
        assertEquals("https://", linked.chars().substring(link.anchor(), link.caret()));
    }
}
