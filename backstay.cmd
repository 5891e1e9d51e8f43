@echo off
rem Starts Backstay from its source tree; see the file backstay, which does the same elsewhere. Not run on Windows yet.
setlocal
set "HERE=%~dp0"
call "%HERE%.mvn\ground.cmd" || exit /b 3

set "STAMP=%HERE%target\.launcher-built"
powershell -NoProfile -NonInteractive -Command "$h=$env:HERE; $s=$env:STAMP; if (-not ((Test-Path $s) -and (Test-Path ($h+'target\lib')) -and (Test-Path ($h+'target\classes\io\backstay\app\Main.class')))) { exit 1 }; $t=(Get-Item -Force $s).LastWriteTimeUtc; $p=@('pom.xml','LICENSE','THIRD-PARTY-NOTICES.txt','assets','src\main') | ForEach-Object { $h+$_ }; if (Get-ChildItem -Recurse -Force $p | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1) { exit 1 }; exit 0"
if errorlevel 1 call :build || exit /b 3

rem Where a crash of the JVM is written down; --home on the command line is not read for it here.
set "STATE=%BACKSTAY_HOME%"
if not defined STATE if defined LOCALAPPDATA set "STATE=%LOCALAPPDATA%\Backstay"
if not defined STATE set "STATE=%USERPROFILE%\AppData\Local\Backstay"

rem A drill promises to do with this much; see installers\java-options.
set "HEAP="
if /i "%~1"=="drill" set "HEAP=-Xmx512m"

rem Whoever sets one of these puts code of his own beside the credentials; BACKSTAY_OPTS is the way that can be seen.
set "CLEARED="
for %%V in (JDK_JAVA_OPTIONS _JAVA_OPTIONS JAVA_TOOL_OPTIONS) do if defined %%V call :clear %%V
if defined CLEARED >&2 echo backstay: Left out of the environment:%CLEARED%; put options for the JVM into BACKSTAY_OPTS.

"%JAVA_HOME%\bin\java.exe" "@%HERE%installers\java-options" %HEAP% "-XX:ErrorFile=%STATE%\logs\hs_err_%%p.log" --enable-native-access=ALL-UNNAMED -cp "%HERE%target\classes;%HERE%target\lib\*" %BACKSTAY_OPTS% io.backstay.app.Main %*
exit /b %ERRORLEVEL%

:build
>&2 echo Building Backstay; this is needed after a change and takes a minute or so the first time ...
if not exist "%HERE%target" mkdir "%HERE%target"
if not exist "%HERE%target" (
    >&2 echo Backstay must be built, but %HERE%target cannot be made: clone the repository to a folder of your own.
    exit /b 3
)
type nul > "%STAMP%.begun"
call "%HERE%mvnw.cmd" -q -B -Dquick -Dmaven.test.skip=true package > "%HERE%target\launcher-build.log" 2>&1
if errorlevel 1 (
    type "%HERE%target\launcher-build.log" >&2
    >&2 echo Backstay could not be built; the lines above say why. They are kept in %HERE%target\launcher-build.log.
    exit /b 3
)
move /y "%STAMP%.begun" "%STAMP%" >nul
exit /b 0

:clear
set "CLEARED=%CLEARED% %1"
set "%1="
exit /b 0
