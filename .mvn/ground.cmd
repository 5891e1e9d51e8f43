@rem What `mvnw.cmd` and `backstay.cmd` have in common: sets JAVA_HOME to the first JDK that is new enough, or ends with 3.
@rem Written from the documentation of cmd; not run on Windows yet.
set "JDK_LEAST=25"
set "JDK_FOUND="
for %%D in ("%BACKSTAY_JAVA_HOME%" "%JAVA_HOME%" "%JDK_25_HOME%") do call :consider "%%~D"
for %%J in (java.exe) do if not "%%~$PATH:J"=="" for %%B in ("%%~dp$PATH:J..") do call :consider "%%~fB"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*") do call :consider "%%~D"
for /d %%D in ("%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*") do call :consider "%%~D"
for /d %%D in ("%USERPROFILE%\.jdks\*" "%USERPROFILE%\.sdkman\candidates\java\*") do call :consider "%%~D"
if not defined JDK_FOUND (
    >&2 echo Backstay needs a JDK %JDK_LEAST% or newer and found none: install one, for example Temurin %JDK_LEAST%, or set BACKSTAY_JAVA_HOME to the folder of one that is installed elsewhere.
    exit /b 3
)
set "JAVA_HOME=%JDK_FOUND%"
exit /b 0

:consider
if defined JDK_FOUND exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f tokens^=2^ delims^=^=.-^" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do if %%V GEQ %JDK_LEAST% set "JDK_FOUND=%~1"
exit /b 0
