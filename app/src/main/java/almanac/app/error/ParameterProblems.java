package almanac.app.error;

import almanac.app.error.Failure.Kind;
import jakarta.servlet.ServletException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.MultipartStream.MalformedStreamException;
import org.apache.tomcat.util.http.fileupload.impl.IOFileUploadException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.MediaType;
import org.springframework.validation.BindException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Reads what Spring MVC says about a request that reached no controller. */
final class ParameterProblems {

    private ParameterProblems() {}

    static Optional<Failure> of(Throwable problem) {
        return switch (problem) {
            case MethodArgumentTypeMismatchException wrong ->
                    Optional.of(wrong(wrong.getName(), wrong));
            case BindException several -> first(several);
            case MissingServletRequestParameterException missing ->
                    Optional.of(required(missing.getParameterName()));
            case MissingServletRequestPartException missing ->
                    Optional.of(required(missing.getRequestPartName()));
            case MissingRequestHeaderException missing ->
                    Optional.of(required(missing.getHeaderName()));
            case MaxUploadSizeExceededException large ->
                    Optional.of(Failure.of(Kind.TOO_LARGE, "the upload is too large"));
            case MultipartException broken when broken.getCause() == null ->
                    Optional.of(unreadableParts());
            case IOFileUploadException broken -> Optional.empty();
            case FileUploadException broken -> Optional.of(unreadableParts());
            case MalformedStreamException broken -> Optional.of(unreadableParts());
            case InvalidParameterException unreadable -> Optional.of(undecodable(unreadable));
            case ServletException routing -> routing(routing);
            default -> Optional.empty();
        };
    }

    private static Optional<Failure> routing(ServletException problem) {
        return switch (problem) {
            case NoHandlerFoundException none -> Optional.of(noRoute());
            case NoResourceFoundException none -> Optional.of(noRoute());
            case HttpRequestMethodNotSupportedException method -> Optional.of(method(method));
            case HttpMediaTypeNotSupportedException type -> Optional.of(unsupported(type));
            case HttpMediaTypeNotAcceptableException type ->
                    Optional.of(notAcceptable(types(type.getSupportedMediaTypes())));
            default -> Optional.empty();
        };
    }

    private static Failure unreadableParts() {
        return Failure.of(Kind.MALFORMED, "the multipart body is not readable");
    }

    /** What the container says when it first reads the parameters, whoever asks for one. */
    private static Failure undecodable(InvalidParameterException problem) {
        return problem.getErrorCode() == Kind.TOO_LARGE.status()
                ? Failure.of(Kind.TOO_LARGE, "the form is too large")
                : Failure.of(
                        Kind.MALFORMED,
                        "a parameter of the query or of the form cannot be decoded");
    }

    private static Failure noRoute() {
        return Failure.of(Kind.NO_ROUTE, "no such route");
    }

    private static Failure method(HttpRequestMethodNotSupportedException problem) {
        var failure =
                Failure.of(
                        Kind.METHOD_NOT_ALLOWED,
                        problem.getMethod() + " is not supported on this path");
        var allowed = problem.getSupportedMethods();
        return allowed == null ? failure : failure.with("Allow", String.join(", ", allowed));
    }

    private static Failure unsupported(HttpMediaTypeNotSupportedException problem) {
        var accepted = types(problem.getSupportedMediaTypes());
        return Failure.of(Kind.UNSUPPORTED_TYPE, "the body must be sent as " + accepted)
                .with("Accept", accepted);
    }

    private static Failure notAcceptable(String types) {
        return Failure.of(
                Kind.NOT_ACCEPTABLE,
                types.isEmpty()
                        ? "the Accept header is no list of media types"
                        : "the answer comes as " + types);
    }

    private static String types(java.util.List<MediaType> types) {
        return types.stream()
                .filter(type -> !type.getSubtype().startsWith("*"))
                .map(MediaType::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Of parameters that are taken together. */
    private static Optional<Failure> first(BindException problem) {
        return problem.getFieldErrors().stream()
                .filter(error -> error.contains(TypeMismatchException.class))
                .findFirst()
                .map(error -> wrong(error.getField(), error.unwrap(TypeMismatchException.class)));
    }

    private static Failure required(String name) {
        return Failure.invalid(name, name + " is required", Optional.empty());
    }

    private static Failure wrong(String name, TypeMismatchException problem) {
        var form = Optional.ofNullable(problem.getRequiredType()).map(ParameterProblems::form);
        return Failure.invalid(
                name,
                name + form.orElse(" has a wrong form"),
                Optional.ofNullable(problem.getValue()));
    }

    private static String form(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return " must be true or false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type)
                ? " must be an integer number"
                : " has a wrong form";
    }
}
