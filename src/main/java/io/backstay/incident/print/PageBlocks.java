package io.backstay.incident.print;

import io.backstay.incident.ReportText;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.print.Page.Block;
import io.backstay.incident.print.Page.Run;
import io.backstay.incident.print.Page.Style;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/// Reads a sheet's Markdown block by block.
final class PageBlocks {
    private final Sheet sheet;
    private final Marked marked;

    PageBlocks(Sheet sheet) {
        this.sheet = sheet;
        this.marked = new Marked(sheet.facts());
    }

    Page page() {
        List<Page.Part> parts = new ArrayList<>();
        parts.add(new Page.Part("top", blocks(SheetPages.top(sheet))));
        for (Sheet.Part part : sheet.parts()) {
            List<Block> blocks = new ArrayList<>(blocks("## " + ReportText.markdown(part.title())));
            blocks.addAll(blocks(marked.put(part.prose())));
            part.drawn().forEach(drawn -> blocks.add(new Page.Shown(drawn.file(), ReportText.plain(drawn.words()))));
            blocks.addAll(blocks(part.locked()));
            parts.add(new Page.Part(part.id(), blocks));
        }
        if (!marked.used().isEmpty()) {
            parts.add(new Page.Part("sources", sources()));
        }
        return new Page(parts);
    }

    private List<Block> sources() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Page.Heading(2, List.of(new Run(SheetPages.SOURCES, Set.of(), 0))));
        for (Fact fact : marked.used()) {
            String words = ReportText.plain(fact.words()) + ", from " + ReportText.plain(fact.source());
            blocks.add(new Page.Words(1, marked.number(fact.id()) + ".", false, List.of(new Run(words, Set.of(), 0))));
        }
        return blocks;
    }

    private List<Block> blocks(String markdown) {
        var reading = new Reading();
        reading.children(ReportHtml.parsed(markdown), new Place(0, "", false));
        return reading.blocks;
    }

    /// Where a block stands.
    private record Place(int depth, String marker, boolean quoted) {
        Place plain() {
            return new Place(depth, "", quoted);
        }
    }

    /// One text.
    private final class Reading {
        private final List<Block> blocks = new ArrayList<>();

        void children(Node of, Place place) {
            Place at = place;
            for (Node each = of.getFirstChild(); each != null; each = each.getNext()) {
                block(each, at);
                // Only the first paragraph of an item stands beside its mark.
                at = place.plain();
            }
        }

        private void block(Node node, Place place) {
            switch (node) {
                case Heading heading -> blocks.add(new Page.Heading(heading.getLevel(), runs(heading)));
                case BlockQuote quote -> children(quote, new Place(place.depth(), place.marker(), true));
                case ListBlock list -> list(list, place);
                case FencedCodeBlock code -> blocks.add(new Page.Code(runs(code.getLiteral())));
                case IndentedCodeBlock code -> blocks.add(new Page.Code(runs(code.getLiteral())));
                case ThematicBreak _ -> blocks.add(new Page.Rule());
                case TableBlock table -> blocks.add(rows(table));
                default -> blocks.add(new Page.Words(place.depth(), place.marker(), place.quoted(), runs(node)));
            }
        }

        private void list(ListBlock list, Place place) {
            int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                    ? ordered.getMarkerStartNumber()
                    : 1;
            for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                String marker = list instanceof BulletList ? "•" : number++ + ".";
                children(item, new Place(place.depth() + 1, marker, place.quoted()));
            }
        }

        private Page.Rows rows(TableBlock table) {
            List<List<List<Run>>> rows = new ArrayList<>();
            for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
                for (Node row = part.getFirstChild(); row instanceof TableRow; row = row.getNext()) {
                    List<List<Run>> cells = new ArrayList<>();
                    for (Node cell = row.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
                        cells.add(runs(cell));
                    }
                    rows.add(List.copyOf(cells));
                }
            }
            return new Page.Rows(rows);
        }
    }

    /// Text in which nothing is Markdown, but a fact may stand.
    private List<Run> runs(String literal) {
        var letters = new Letters();
        letters.words(literal, EnumSet.noneOf(Style.class));
        letters.flush();
        return letters.runs;
    }

    private List<Run> runs(Node of) {
        var letters = new Letters();
        letters.children(of, EnumSet.noneOf(Style.class));
        letters.flush();
        return letters.runs;
    }

    /// The letters of one block. A mark of a fact may be spread over several texts of the parser.
    private final class Letters {
        private final List<Run> runs = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder id = new StringBuilder();
        private Set<Style> worn = EnumSet.noneOf(Style.class);
        private boolean naming;

        void children(Node of, Set<Style> styles) {
            for (Node each = of.getFirstChild(); each != null; each = each.getNext()) {
                switch (each) {
                    case Text words -> words(words.getLiteral(), styles);
                    case Code code -> words(code.getLiteral(), with(styles, Style.CODE));
                    case SoftLineBreak _ -> words(" ", styles);
                    case HardLineBreak _ -> words("\n", styles);
                    case StrongEmphasis strong -> children(strong, with(styles, Style.BOLD));
                    case Emphasis emphasis -> children(emphasis, with(styles, Style.ITALIC));
                    case Link link -> children(link, with(styles, Style.LINK));
                    default -> children(each, styles);
                }
            }
        }

        private static Set<Style> with(Set<Style> styles, Style more) {
            Set<Style> all = EnumSet.copyOf(styles);
            all.add(more);
            return all;
        }

        private void words(String words, Set<Style> styles) {
            if (!worn.equals(styles)) {
                flush();
                worn = styles;
            }
            for (int i = 0; i < words.length(); i++) {
                letter(words.charAt(i));
            }
        }

        private void letter(char c) {
            switch (c) {
                case Marked.FACT -> flush();
                case Marked.ID -> naming = true;
                case Marked.END -> {
                    add(marked.number(id.toString()));
                    id.setLength(0);
                    naming = false;
                }
                default -> (naming ? id : text).append(c);
            }
        }

        void flush() {
            add(0);
        }

        private void add(int fact) {
            if (!text.isEmpty()) {
                runs.add(new Run(text.toString(), worn, fact));
                text.setLength(0);
            }
        }
    }
}
