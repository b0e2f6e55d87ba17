package org.platelink.study.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The supported formats, with content negotiation.
 *
 * @param all the first is the default, for clients that accept anything
 */
record Forms(List<Form> all) {

    /**
     * Selects the format for a request.
     *
     * @param format {@code _format}: a format's name or a media type; it takes precedence over the header
     * @param accept the {@code Accept} header; null or empty for anything
     * @return empty if none of the requested formats is supported
     */
    Optional<Form> asked(@Nullable String format, @Nullable String accept) {
        if (format != null) {
            Optional<Form> named =
                    all.stream().filter(form -> form.name().equals(format)).findFirst();
            // In a query string a plus sign is decoded as a space unless it is written as %2B, and none of these
            // media types contains a space there.
            return named.isPresent()
                    ? named
                    : accepted(format.replace("fhir ", "fhir+").replace("ld ", "ld+"));
        }
        return accept == null || accept.isBlank() ? Optional.of(all.get(0)) : accepted(accept);
    }

    private Optional<Form> accepted(String accept) {
        List<MediaType> ranges;
        try {
            ranges = MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException notOne) {
            return Optional.empty();
        }
        return ranges.stream()
                .filter(range -> range.getQualityValue() > 0)
                .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
                .flatMap(range -> answering(range).stream())
                .findFirst();
    }

    private Optional<Form> answering(MediaType range) {
        boolean any = range.isWildcardType()
                || range.isWildcardSubtype() && range.getType().equals("application");
        return any
                ? Optional.of(all.get(0))
                : all.stream().filter(form -> form.answers(range)).findFirst();
    }

    Optional<Form> ofFile(String file) {
        return all.stream().filter(form -> form.file().equals(file)).findFirst();
    }
}
