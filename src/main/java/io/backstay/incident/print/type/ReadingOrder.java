package io.backstay.incident.print.type;

import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import java.text.Bidi;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The order in which letters stand on a line that has words written from right to left.
///
/// A report is written from left to right. A name in it that is not stands as one piece, with the brackets and the
/// digits that belong to it, as if it were isolated (Unicode Standard Annex #9, revision 50, section 6.4); a
/// paragraph that begins so and has more letters from right to left than others is one such piece. Inside, the
/// algorithm of the annex holds.
public final class ReadingOrder implements BidiSplitter, BidiReorderer {
    private static final String OPENING = "([{<«‹";
    private static final String CLOSING = ")]}>»›";
    private static final char FROM_LEFT = 'a';
    private static final char FROM_RIGHT = 'א';

    private List<BidiTextRun> runs = List.of();

    /// Whether there is anything to put in order.
    static boolean concerns(String text) {
        return text.chars().anyMatch(ReadingOrder::isFromRight);
    }

    @Override
    public void setParagraph(String paragraph, byte direction) {
        List<BidiTextRun> found = new ArrayList<>();
        long fromRight = paragraph.chars().filter(ReadingOrder::isFromRight).count();
        long fromLeft = paragraph.chars().filter(ReadingOrder::isFromLeft).count();
        int first = next(paragraph, 0);
        boolean begins = paragraph.chars().limit(first).noneMatch(ReadingOrder::isFromLeft);
        if (begins && fromRight > fromLeft) {
            found.add(new BidiTextRun(0, paragraph.length(), RTL));
        } else {
            int at = 0;
            int start = first;
            while (start < paragraph.length()) {
                int end = end(paragraph, start);
                if (start > at) {
                    found.add(new BidiTextRun(at, start - at, LTR));
                }
                found.add(new BidiTextRun(start, end - start, RTL));
                at = end;
                start = next(paragraph, at);
            }
            if (at < paragraph.length() || found.isEmpty()) {
                found.add(new BidiTextRun(at, paragraph.length() - at, LTR));
            }
        }
        runs = found;
    }

    @Override
    public int countTextRuns() {
        return runs.size();
    }

    @Override
    public BidiTextRun getVisualRun(int run) {
        return runs.get(run);
    }

    @Override
    public byte getBaseDirection(String paragraph) {
        return LTR;
    }

    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && !isFromRight(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// The last letter from right to left before one from left to right, and the brackets that belong to it.
    private static int end(String text, int start) {
        int end = start + 1;
        for (int i = start; i < text.length() && !isFromLeft(text.charAt(i)); i++) {
            end = belongs(text.charAt(i)) ? i + 1 : end;
        }
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        int open = 0;
        for (int i = start; i < text.length() && !isFromLeft(text.charAt(i)); i++) {
            char c = text.charAt(i);
            if (i >= end && open == 0 && !Character.isWhitespace(c) && OPENING.indexOf(c) < 0) {
                break;
            }
            open += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
            if (CLOSING.indexOf(c) >= 0 && open == 0) {
                end = Math.max(end, i + 1);
            }
        }
        return end;
    }

    /// A letter or the marks on it.
    private static boolean belongs(char c) {
        return isFromRight(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isFromRight(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isFromLeft(int c) {
        return Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                || Character.isSurrogate((char) c);
    }

    /// A piece of a line as it stands from left to right.
    @Override
    public String reorderRTLTextToLTR(String text) {
        var order = new Bidi(withBrackets(text), Bidi.DIRECTION_RIGHT_TO_LEFT);
        int count = order.getRunCount();
        byte[] levels = new byte[count];
        String[] pieces = new String[count];
        for (int i = 0; i < count; i++) {
            levels[i] = (byte) order.getRunLevel(i);
            String piece = text.substring(order.getRunStart(i), order.getRunLimit(i));
            pieces[i] = levels[i] % 2 == 0 ? piece : reversed(piece);
        }
        Bidi.reorderVisually(levels, 0, pieces, 0, count);
        return String.join("", pieces);
    }

    /// Java knows no pairs of brackets (rule N0 of the annex): each stands for a letter of the direction that it
    /// takes.
    private static String withBrackets(String text) {
        char[] letters = text.toCharArray();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < letters.length; i++) {
            char c = text.charAt(i);
            if (OPENING.indexOf(c) >= 0) {
                open.push(i);
            } else if (!open.isEmpty()
                    && CLOSING.indexOf(c) == OPENING.indexOf(text.charAt(open.peek()))
                    && CLOSING.indexOf(c) >= 0) {
                int start = open.pop();
                String inside = text.substring(start + 1, i);
                boolean fromLeft = inside.chars().anyMatch(ReadingOrder::isFromLeft)
                        && inside.chars().noneMatch(ReadingOrder::isFromRight)
                        && isAfterLeft(text, start);
                letters[start] = fromLeft ? FROM_LEFT : FROM_RIGHT;
                letters[i] = letters[start];
            }
        }
        return new String(letters);
    }

    private static boolean isAfterLeft(String text, int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (isFromLeft(text.charAt(i)) || isFromRight(text.charAt(i))) {
                return isFromLeft(text.charAt(i));
            }
        }
        return false;
    }

    /// Backwards, with brackets turned around. A mark then stands before its letter: fonts of these scripts draw it
    /// to the right of where it begins, over the letter that comes there.
    private static String reversed(String piece) {
        StringBuilder turned = new StringBuilder(piece).reverse();
        for (int i = 0; i < turned.length(); i++) {
            char c = turned.charAt(i);
            int opening = OPENING.indexOf(c);
            int closing = CLOSING.indexOf(c);
            turned.setCharAt(i, opening >= 0 ? CLOSING.charAt(opening) : closing >= 0 ? OPENING.charAt(closing) : c);
        }
        return turned.toString();
    }

    /// Letters were joined before.
    @Override
    public String shapeText(String text) {
        return text;
    }

    @Override
    public String deshapeText(String text) {
        return text;
    }

    @Override
    public boolean isLiveImplementation() {
        return true;
    }
}
