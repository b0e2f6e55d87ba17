package org.platelink.desk;

import com.ibm.icu.text.MessageFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Localized texts of the desk in one language, and its formats of dates and numbers. */
public final class Words {

    private static final String BUNDLE = "org.platelink.desk.words";

    /** English first: it is the default for requests that ask for none of these. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private static final Map<Locale, Words> MADE = new ConcurrentHashMap<>();

    private final Locale locale;
    private final ResourceBundle bundle;
    private final DateTimeFormatter day;
    private final DateTimeFormatter time;

    private Words(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        // As in Britain and in China; in America the month comes first, which a reader cannot tell if the day is
        // below 13.
        Locale region = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.UK;
        this.day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(region);
        this.time = DateTimeFormatter.ofPattern("HH:mm", region);
    }

    /** The texts of a language; English if it is not supported. */
    public static Words in(Locale wanted) {
        Locale locale = LANGUAGES.stream()
                .filter(one -> one.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
        return MADE.computeIfAbsent(locale, Words::new);
    }

    /** The language tag for HTML. */
    public String language() {
        return locale.toLanguageTag();
    }

    /**
     * A text of the resource bundle.
     *
     * @param key its key
     * @param arguments the values of its placeholders
     * @throws java.util.MissingResourceException if there is none
     */
    public String of(String key, @Nullable Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 && pattern.indexOf('\'') < 0
                ? pattern
                : new MessageFormat(pattern, locale).format(arguments);
    }

    /** The display text of a code; the code itself if the bundle has none, as for those of a study. */
    public String code(String prefix, @Nullable String code) {
        if (code == null || code.isEmpty()) {
            return "";
        }
        String key = prefix + "." + code;
        return bundle.containsKey(key) ? of(key) : code;
    }

    public String day(@Nullable LocalDate date) {
        return date == null ? "" : day.format(date);
    }

    /** A FHIR date or dateTime, with the precision at which it is recorded. */
    public String date(@Nullable String recorded) {
        if (recorded == null || recorded.isEmpty()) {
            return "";
        }
        return recorded.length() >= 10 ? day(LocalDate.parse(recorded.substring(0, 10))) : recorded;
    }

    /** An instant, to the minute. */
    public String moment(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? "" : day.format(moment.atZone(zone)) + " " + time.format(moment.atZone(zone));
    }

    /** A count. */
    public String number(long count) {
        return com.ibm.icu.text.NumberFormat.getIntegerInstance(locale).format(count);
    }

    /** A proportion between 0 and 1 as a percentage without decimals. */
    public String percent(@Nullable BigDecimal share) {
        return share == null
                ? ""
                : com.ibm.icu.text.NumberFormat.getPercentInstance(locale).format(share);
    }
}
