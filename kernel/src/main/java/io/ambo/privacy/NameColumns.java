package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.privacy.AddressGrammar.Span;
import io.ambo.privacy.Tagger.Certainty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names in tables as CSV, tabs and Markdown write them: what stands below a header that says so. */
final class NameColumns {

    private static final int SCORE = 100;

    private static final Set<String> NAMES = Set.of(
            "姓名",
            "名字",
            "客户姓名",
            "员工姓名",
            "患者姓名",
            "学生姓名",
            "联系人",
            "收件人",
            "full name",
            "fullname",
            "full_name",
            "first name",
            "first_name",
            "firstname",
            "last name",
            "last_name",
            "lastname",
            "surname",
            "customer name",
            "customer_name",
            "employee name",
            "employee_name",
            "patient name",
            "patient_name",
            "contact name",
            "contact_name");

    /** What makes persons of the rows of a table with a column that is only called "name". */
    private static final Set<String> PERSONAL = Set.of(
            "phone",
            "telephone",
            "mobile",
            "tel",
            "email",
            "e-mail",
            "mail",
            "age",
            "gender",
            "sex",
            "dob",
            "birthday",
            "date of birth",
            "date_of_birth",
            "ssn",
            "passport",
            "salary",
            "department",
            "电话",
            "手机",
            "手机号",
            "邮箱",
            "年龄",
            "性别",
            "身份证",
            "身份证号",
            "出生日期",
            "部门",
            "工资");

    private static final Pattern NAME = Pattern.compile(
            "[\\p{IsHan}]{2,4}|[\\p{IsHan}]{1,6}(?:·[\\p{IsHan}]{1,6})+|\\p{L}[\\p{L}.'’-]{0,20}(?: \\p{L}[\\p{L}.'’-]{0,20}){0,3}");

    private final String text;
    private final List<Span> found = new ArrayList<>();
    private char delimiter;
    private int column = -1;

    private NameColumns(String text) {
        this.text = text;
    }

    static List<Span> of(String text) {
        var columns = new NameColumns(text);
        for (var start = 0; start < text.length(); ) {
            var end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            columns.line(start, end);
            start = end + 1;
        }
        return columns.found;
    }

    private void line(int start, int end) {
        if (column >= 0 && text.indexOf(delimiter, start, end) >= 0) {
            row(start, end);
            return;
        }
        column = -1;
        for (var candidate : new char[] {'|', '\t', ',', ';'}) {
            if (text.indexOf(candidate, start, end) >= 0) {
                delimiter = candidate;
                header(text.substring(start, end).toLowerCase(Locale.ROOT));
                return;
            }
        }
    }

    private void header(String line) {
        var cells = line.split(Pattern.quote(String.valueOf(delimiter)), -1);
        var personal = false;
        var plain = -1;
        for (var i = 0; i < cells.length; i++) {
            var cell = cells[i].replace("\"", "").strip();
            if (NAMES.contains(cell) && column < 0) {
                column = i;
            }
            personal |= PERSONAL.contains(cell);
            plain = cell.equals("name") && plain < 0 ? i : plain;
        }
        if (column < 0 && personal) {
            column = plain;
        }
    }

    private void row(int start, int end) {
        var from = start;
        for (var i = 0; i < column && from <= end; i++) {
            var next = text.indexOf(delimiter, from, end);
            from = next < 0 ? end + 1 : next + 1;
        }
        if (from > end) {
            return;
        }
        var next = text.indexOf(delimiter, from, end);
        var to = next < 0 ? end : next;
        while (from < to && isFilling(text.charAt(from))) {
            from++;
        }
        while (to > from && isFilling(text.charAt(to - 1))) {
            to--;
        }
        if (NAME.matcher(text).region(from, to).matches()) {
            found.add(new Span(Kind.PERSON, from, to, Certainty.SURE, SCORE));
        }
    }

    private static boolean isFilling(char c) {
        return c == ' ' || c == '"' || c == '\r' || c == '*';
    }
}
