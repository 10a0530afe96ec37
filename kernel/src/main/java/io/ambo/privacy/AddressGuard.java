package io.ambo.privacy;

import java.util.regex.Pattern;

/**
 * Decides whether four numbers with points between them are an IP address or the version or section number of something.
 */
final class AddressGuard {

    private static final int BEFORE = 48;
    private static final int BEHIND = 24;
    private static final int LEAST_DIGITS = 8;

    private static final Pattern VERSION_BEFORE = Pattern.compile(
            "(?i)(?:version|ver|release[ds]?|revision|rev|build|upgrad(?:e|ed|ing)|downgrad(?:e|ed|ing)|"
                    + "updat(?:e|ed)|sdk|api|jdk|jre|kernel|driver|firmware|package|plugin|section|sect|sec|chapter|clause|article|paragraph|figure|fig|"
                    + "table|appendix|annex|item|step|rule|req|§|版本|版本号|升级|更新|固件|章|节|条|款|表|图|附录|第)"
                    + "[a-z]{0,3}[\\s:=\"'(<>v._-]{0,6}(?:(?:from|to|of|is|为|到|至|从|自|number|no\\.?)[\\s:]{0,3})?(?:\\d+(?:\\.\\d+){1,3}(?:[ ,、]|\\s?(?:to|and|or|-|到|至|和|或)\\s?)){0,3}$");
    private static final Pattern VERSION_BEHIND = Pattern.compile(
            "(?i)[-_+](?:snapshot|alpha|beta|rc|release|dev|final|ga|lts|[a-z]+\\d|\\d)|\\s?(?:版本?|章|节|条|款)");
    private static final Pattern VERSIONS = Pattern.compile(
            "(?i)version|release|upgrade|install|package|:(?:amd64|arm64|i386|all)\\b|\\d\\.\\d+[-+~.]\\d|版本|升级|安装");
    private static final Pattern ADDRESS_BEFORE = Pattern.compile(
            "(?i)(?:\\bip(?:v4)?|host|addr|address|server|client|dns|gateway|router|proxy|ping|ssh|peer|remote|"
                    + "subnet|netmask|nameserver|://|@|from|地址|主机|服务器|网关|路由|代理|来自|访问)[\\s:=\"'(\\[<>A-Za-z]{0,12}$");
    private static final Pattern ADDRESS_BEHIND = Pattern.compile("[:/]\\d{1,5}(?!\\d)|\\s?(?:port|端口)");

    private AddressGuard() {}

    /** Returns whether what stands from {@code start} to {@code end} is an address. */
    static boolean isAddress(String text, int start, int end, int from, int to) {
        var before = VERSION_BEFORE.matcher(text).region(Math.max(from, start - BEFORE), start);
        if (before.find()) {
            return false;
        }
        var behind = text.substring(end, Math.min(to, end + BEHIND));
        if (VERSION_BEHIND.matcher(behind).lookingAt()) {
            return false;
        }
        var line = text.substring(Math.max(from, Math.max(text.lastIndexOf('\n', start) + 1, start - BEFORE)), start);
        return hasFormOfAddress(text.substring(start, end), line)
                || ADDRESS_BEHIND.matcher(behind).lookingAt()
                || ADDRESS_BEFORE
                        .matcher(text)
                        .region(Math.max(from, start - BEFORE), start)
                        .find();
    }

    /** A private network, or numbers that are long for a version, and nothing in the line speaks of versions. */
    private static boolean hasFormOfAddress(String value, String line) {
        return value.startsWith("10.")
                || value.indexOf('.') == 3
                || value.length() - 3 >= LEAST_DIGITS && !VERSIONS.matcher(line).find();
    }
}
